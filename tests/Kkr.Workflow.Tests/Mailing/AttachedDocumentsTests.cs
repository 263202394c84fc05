using System.Text;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Whether documents go along with a mail or are led to by its link: by size, and never what is confidential.</summary>
public sealed class AttachedDocumentsTests
{
    [Fact]
    public async Task Agenda_BelowTheLimit_GoesAlongAsPdfWithoutWhatIsConfidential()
    {
        await using CouncilAtWork app = await DispatchedAsync("5");

        OutgoingMail mail = app.Mail.Sent.First(sent => sent.Mail.Key.Kind == MailKind.AgendaDispatch).Mail;
        MailAttachment agenda = Assert.Single(mail.Attachments);
        Assert.Equal(("Dagsorden KKR Lille 17. november 2026.pdf", "application/pdf"), (agenda.Name, agenda.ContentType));
        Assert.Equal("%PDF", Encoding.ASCII.GetString(agenda.Content.Span[..4]));
        Assert.All(
            app.Mail.Sent.SelectMany(sent => sent.Mail.Attachments),
            attachment => Assert.Contains(app.Archive.Paths, path => attachment.Name.EndsWith(".pdf", StringComparison.Ordinal) && path.EndsWith(".pdf", StringComparison.Ordinal)));
        Assert.DoesNotContain(app.Mail.Sent.SelectMany(sent => sent.Mail.Attachments), attachment => attachment.Name.Contains("fortrolig", StringComparison.Ordinal));
        Assert.All(app.Mail.Sent.Where(sent => sent.Mail.Key.Kind == MailKind.CallForItems), sent => Assert.Empty(sent.Mail.Attachments));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("0.001")]
    [InlineData("mange")]
    public async Task Agenda_AboveTheLimit_IsLedToByItsLinkOnly(string? megabytes)
    {
        await using CouncilAtWork app = await DispatchedAsync(megabytes);

        Assert.Contains(app.Mail.Sent, sent => sent.Mail.Key.Kind == MailKind.AgendaDispatch);
        Assert.All(app.Mail.Sent, sent => Assert.Empty(sent.Mail.Attachments));
    }

    [Fact]
    public void Attachment_CountsAsBase64() =>
        Assert.Equal([0, 4, 4, 4, 8], new[] { 0, 1, 2, 3, 4 }.Select(length => new MailAttachment("a", "b", new byte[length]).LengthInMail));

    /// <summary>The meeting after its dispatch, with an open and a confidential item.</summary>
    private static async Task<CouncilAtWork> DispatchedAsync(string? megabytes)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: new() { ["Mail:AttachUpToMegabytes"] = megabytes });
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SubmitAsync("2026-1", "Klima", "0741");
        await app.SendAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new { title = "Hemmelig", background = "Hemmelig baggrund.", recommendation = "Det indstilles, at punktet drøftes.", municipality = "0730", confidential = true },
            "director-0730");
        await app.UntilAsync(2026, 11, 6, 12);
        return app;
    }
}
