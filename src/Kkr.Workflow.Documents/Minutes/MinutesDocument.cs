using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>The minutes as everybody may read them: the agenda with attendance, decisions and follow-ups.</summary>
public static class MinutesDocument
{
    /// <summary>What one edition says, for every format.</summary>
    /// <param name="council">Whose minutes they are.</param>
    /// <param name="meeting">The meeting, with its attendance.</param>
    /// <param name="agenda">Sections and numbered items with their decisions. Confidential items are shown as »Fortroligt punkt«.</param>
    /// <param name="kind">Draft, published or approved.</param>
    /// <param name="version">1, 2, … within the meeting.</param>
    /// <param name="people">Who held which post on the day; names are printed, addresses never.</param>
    /// <param name="verdict">The later meeting's decision on these minutes, or null while there is none.</param>
    /// <param name="news">What is new in this edition, and what is not in the meeting itself; null when there is nothing.</param>
    public static ComposedDocument Compose(
        Council council,
        Meeting meeting,
        NumberedAgenda agenda,
        MinutesEditionKind kind,
        int version,
        DirectoryBook people,
        MinutesVerdict? verdict,
        EditionNews? news = null)
    {
        agenda = PublicAgenda.Of(agenda, council);
        var names = new People(council, people, meeting.Date);
        var items = new ItemPart(council, meeting);
        var page = new Page(
            "Referat",
            council.Name,
            MeetingHead.Subtitle(meeting),
            MeetingHead.Facts(meeting, version, [.. Participants.OfMinutes(meeting)]),
            MarkOf(kind, verdict, items),
            [
                .. Changes(news),
                .. new Overview(meeting, agenda, names, MeetingRules.QuorumOf(meeting, council, people)).Parts(),
                .. items.Sections(agenda, item => [new DecisionText(items, names, news).On(item)]),
            ],
            MeetingHead.Sender(council));
        return new ComposedDocument(page, MeetingHead.FileName("referat", meeting, StateInName(kind), version));
    }

    /// <summary>The same edition for the members alone: confidential items with all they hold. Parameters as for <see cref="Compose"/>.</summary>
    public static ComposedDocument ComposeForMembers(
        Council council,
        Meeting meeting,
        NumberedAgenda agenda,
        MinutesEditionKind kind,
        int version,
        DirectoryBook people,
        MinutesVerdict? verdict,
        EditionNews? news = null) =>
        MembersEdition.Of(Compose(council, meeting, MembersEdition.Of(agenda), kind, version, people, verdict, news));

    internal static string StateInName(MinutesEditionKind kind) => kind switch
    {
        MinutesEditionKind.Draft => "udkast",
        MinutesEditionKind.Approved => "godkendt",
        _ => "",
    };

    private static IEnumerable<Part> Changes(EditionNews? news) => news is not { Changes.Count: > 0 }
        ? []
        :
        [
            new Part(
                "aendringer",
                null,
                "Ændringer siden den forrige udgave",
                null,
                [
                    .. news.Reason is { } reason ? new Block[] { new Paragraph(reason) } : [],
                    new Listing(ListStyle.Bullets, [.. news.Changes.Select(change => (IReadOnlyList<Block>)[new Paragraph(change)])]),
                ]),
        ];

    internal static Mark MarkOf(MinutesEditionKind kind, MinutesVerdict? verdict, ItemPart items) => (kind, verdict) switch
    {
        (MinutesEditionKind.Draft, _) => new Mark(
            MarkKind.Draft, "Udkast", [new Paragraph("Sendt til kommentering. Referatet kan blive ændret.")]),
        (MinutesEditionKind.Approved, { Kind: MinutesVerdictKind.ApprovedWithAmendment }) => new Mark(
            MarkKind.Approved,
            "Godkendt med ændring",
            [
                new Paragraph($"Referatet er godkendt på mødet den {Danish.Date(verdict.OnDate)} med denne ændring:"),
                .. items.Text(verdict.Amendment),
            ]),
        (MinutesEditionKind.Approved, { } approved) => new Mark(
            MarkKind.Approved, "Godkendt", [new Paragraph($"Referatet er godkendt på mødet den {Danish.Date(approved.OnDate)}.")]),
        (MinutesEditionKind.Approved, null) => new Mark(MarkKind.Approved, "Godkendt", [new Paragraph("Referatet er godkendt.")]),
        (_, { Kind: MinutesVerdictKind.NotApproved } refused) => new Mark(
            MarkKind.NotApproved,
            "Endnu ikke godkendt",
            [new Paragraph($"Mødet den {Danish.Date(refused.OnDate)} godkendte ikke referatet. Det forelægges igen på et kommende møde.")]),
        _ => new Mark(
            MarkKind.NotApproved, "Endnu ikke godkendt", [new Paragraph("Referatet forelægges til godkendelse på næste møde.")]),
    };
}
