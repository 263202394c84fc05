using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class RecipientsTests
{
    private const string Members = "chair vice-chair member-0751-1 member-0791-1";
    private const string Directors = "director-0730 director-0751";
    private static readonly DateOnly Today = Day("2026-11-06");

    [Theory]
    [InlineData(MailKind.CallForItems, Directors + " network")]
    [InlineData(MailKind.FirstReminder, Directors + " network")]
    [InlineData(MailKind.SecondReminder, "director-0751 network")]
    [InlineData(MailKind.Acknowledgement, "director-0730")]
    [InlineData(MailKind.ItemRejected, "director-0730")]
    [InlineData(MailKind.LateItem, "director-0730")]
    [InlineData(MailKind.ItemWithdrawn, "director-0730")]
    [InlineData(MailKind.NetworkDraft, "network")]
    [InlineData(MailKind.ChairmanshipDraft, "chair vice-chair")]
    [InlineData(MailKind.AgendaDispatch, Members + " deputy-0751-1 " + Directors)]
    [InlineData(MailKind.DayBefore, Members + " observer-1")]
    [InlineData(MailKind.MinutesDue, "secretariat")]
    [InlineData(MailKind.DraftMinutes, Members + " " + Directors)]
    [InlineData(MailKind.MinutesPublished, Members + " " + Directors)]
    [InlineData(MailKind.MinutesApproved, Members + " " + Directors)]
    [InlineData(MailKind.Rescheduled, Members + " deputy-0751-1 observer-1 " + Directors + " network")]
    [InlineData(MailKind.Cancelled, Members + " deputy-0751-1 observer-1 " + Directors + " network")]
    [InlineData(MailKind.FollowUp, "director-0730")]
    [InlineData(MailKind.Bounce, "secretariat")]
    [InlineData(MailKind.CommentsAnswered, "chair vice-chair")]
    [InlineData(MailKind.SupplementaryAgenda, Members + " deputy-0751-1 " + Directors)]
    [InlineData(MailKind.AgendaHeld, "secretariat")]
    [InlineData(MailKind.DispatchOverdue, "secretariat")]
    [InlineData(MailKind.DispatchIncomplete, "secretariat")]
    [InlineData(MailKind.NextMeetingMissing, "secretariat")]
    [InlineData(MailKind.ReservationsDropped, "secretariat")]
    public void Of_EachMail_IsForItsPosts_OncePerPerson(MailKind kind, string posts)
    {
        IReadOnlyList<Addressee> addressees = Recipients.Of(
            kind, Book(), Today, [new Reply("0730", false, Early, 0)], subjectPost: "director-0730");

        Assert.Equal(posts.Split(' ').Order(), addressees.Select(addressee => addressee.Post.Id).Order());
        Assert.All(addressees, addressee => Assert.NotNull(addressee.Holder));
    }

    [Fact]
    public void Of_Dispatch_IsACopyForDeputies() =>
        Assert.Equal(["deputy-0751-1"], Recipients.Of(MailKind.AgendaDispatch, Book(), Today).Where(one => one.IsCopy).Select(one => one.Post.Id));

    [Fact]
    public void Of_WithdrawnAfterTheFreeze_GoesToMembersToo() =>
        Assert.Equal(
            ("director-0730 " + Members).Split(' ').Order(),
            Recipients.Of(MailKind.ItemWithdrawn, Book(), Today, subjectPost: "director-0730", isFrozen: true).Select(one => one.Post.Id).Order());

    [Fact]
    public void Of_DayBefore_GoesToTheDeputyOfAMemberWithApologies()
    {
        Attendance apologies = new([], ["member-0751-1", "member-0730-1"], []);

        Assert.Equal(
            ["vice-chair", "member-0791-1", "deputy-0751-1", "observer-1"],
            Recipients.Of(MailKind.DayBefore, Book(), Today, attendance: apologies).Select(one => one.Post.Id));
    }

    [Fact]
    public void Of_AVacantPost_IsKeptWithoutAHolder_SoThatTheSecretariatIsTold()
    {
        DirectoryBook book = Book() with
        {
            Tenures = [.. Book().Tenures.Where(tenure => tenure.Post is not ("director-0730" or "deputy-0751-1" or "vice-chair"))],
        };

        Assert.Equal(
            ["director-0730"],
            Recipients.Of(MailKind.AgendaDispatch, book, Today).Where(one => one.Holder is null).Select(one => one.Post.Id));
        Assert.Equal(["chair"], Recipients.Of(MailKind.ChairmanshipDraft, book, Today).Select(one => one.Post.Id));
    }

    [Fact]
    public void Of_ATenureThatHasEnded_GetsNothing()
    {
        DirectoryBook book = Book();
        DirectoryBook ended = book with { Tenures = [.. book.Tenures.Select(tenure => tenure with { To = Day("2026-11-05") })] };

        Assert.All(Recipients.Of(MailKind.CallForItems, ended, Today), addressee => Assert.Null(addressee.Holder));
    }

    [Theory]
    [InlineData(MailKind.CallForItems, 2)]
    [InlineData(MailKind.FirstReminder, 2)]
    [InlineData(MailKind.SecondReminder, 2)]
    [InlineData(MailKind.MinutesPublished, 1)]
    public void Of_ADirectorWhoActsForTwoMunicipalities_IsAskedForEach(MailKind kind, int mails)
    {
        DirectoryBook book = Book();
        string acting = book.Holder("director-0730", Today)!.PersonId!;
        DirectoryBook doubled = book with
        {
            Tenures = [.. book.Tenures.Select(tenure => tenure.Post == "director-0751" ? tenure with { Person = acting } : tenure)],
        };

        Assert.Equal(mails, Recipients.Of(kind, doubled, Today).Count(one => one.Holder?.PersonId == acting));
    }

    [Fact]
    public void Of_TheDraft_WithNeitherChairmanshipNorMayor_IsForTheSecretariat()
    {
        DirectoryBook book = Book() with { Tenures = [.. Book().Tenures.Where(tenure => tenure.Post == "secretariat")] };

        Assert.Equal(["secretariat"], Recipients.Of(MailKind.ChairmanshipDraft, book, Today).Select(one => one.Post.Id));
    }

    [Fact]
    public void Guests_WithAnAddress_AreRemindedOnceWithTheirTime()
    {
        Presenter guest = new("Per Gæst", From: new TimeOnly(11, 0)) { Email = "per@example.dk" };
        Item[] items =
        [
            ItemOf("b", ItemStatus.Frozen) with { Number = "3.2", Presenters = [guest with { Email = "PER@example.dk" }] },
            ItemOf("a", ItemStatus.Frozen) with { Number = "3.1", Presenters = [new("Uden adresse"), guest] },
            ItemOf("c", ItemStatus.Withdrawn) with { Number = "3.3", Presenters = [guest with { Email = "x@example.dk" }] },
        ];
        GuestAddressee found = Assert.Single(Recipients.Guests(items));

        Assert.Equal(("guest-a-2", "per@example.dk", new TimeOnly(11, 0)), (found.Recipient.Post.Id, found.Recipient.Email, found.From!.Value));
    }
}
