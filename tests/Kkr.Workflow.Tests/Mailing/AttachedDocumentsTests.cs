using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Agenda_ThatGoesAlong_IsNamedInThePreview_AndComesWithTheTrial()
    {
        await using CouncilAtWork app = await DispatchedAsync("5");
        JsonElement preview = await app.SendAsync(HttpMethod.Get, "councils/lille/mail-previews/agendaDispatch?meeting=2026-1", null);
        await app.SendAsync(HttpMethod.Post, "councils/lille/mail-trials/agendaDispatch", new { meeting = "2026-1" });
        OutgoingMail trial = app.Mail.Sent[^1].Mail;

        JsonElement shown = Assert.Single(preview.GetProperty("attachments").EnumerateArray());
        MailAttachment sent = Assert.Single(trial.Attachments);
        Assert.StartsWith("[Prøve]", trial.Subject, StringComparison.Ordinal);
        Assert.Equal(
            (sent.Name, sent.ContentType, sent.Content.Length),
            (shown.GetProperty("name").GetString(), shown.GetProperty("contentType").GetString(), shown.GetProperty("length").GetInt32()));
        Assert.Equal(app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.AgendaDispatch).Mail.Attachments[0].Content.Length, sent.Content.Length);
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
    public async Task Files_OfTheAgendasItems_GoAlongInItsOrder()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: new() { ["Mail:AttachUpToMegabytes"] = "5" });
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        foreach (int number in Enumerable.Range(1, 10))
        {
            string item = await app.SubmitAsync("2026-1", $"Punkt {number}");
            using HttpResponseMessage kept = await app.UploadAsync(item, "Notat.pdf", Files.Pdf);
            kept.EnsureSuccessStatusCode();
        }

        await app.UntilAsync(2026, 11, 6, 12);

        OutgoingMail mail = app.Mail.Sent.First(sent => sent.Mail.Key.Kind == MailKind.AgendaDispatch).Mail;
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"3.{number} Notat.pdf"), mail.Attachments.Skip(1).Select(attachment => attachment.Name));
    }

    [Fact]
    public async Task Documents_ThatStorageDoesNotGiveAtFirst_DelayTheMailAndLeaveNobodyInDoubtOfIt()
    {
        await using CouncilAtWork app = await DispatchedAsync("5", services => services.AddSingleton<IDocumentArchive>(new BalkingArchive(new MemoryArchive())));

        BalkingArchive archive = (BalkingArchive)app.Services.GetRequiredService<IDocumentArchive>();
        List<MailingRecord> dispatched =
        [
            .. (await app.Services.GetRequiredService<IMailings>().ListAsync(new MeetingKey(SampleCouncil.Id, "2026-1"), default)).Where(mailing => mailing.Key.Kind == MailKind.AgendaDispatch),
        ];
        Assert.Equal(0, archive.Left);
        Assert.NotEmpty(dispatched);
        Assert.All(dispatched, mailing => Assert.Equal([MailingStatus.Queued, MailingStatus.Sending, MailingStatus.Sent], mailing.Trail.Select(instant => instant.Status)));
        Assert.All(dispatched, mailing => Assert.Equal(1, app.Mail.Sent.Count(sent => sent.Mail.Key == mailing.Key)));
    }

    [Fact]
    public void Attachment_CountsAsBase64() =>
        Assert.Equal([0, 4, 4, 4, 8], new[] { 0, 1, 2, 3, 4 }.Select(length => new MailAttachment("a", "b", new byte[length]).LengthInMail));

    /// <summary>The meeting after its dispatch, with an open and a confidential item.</summary>
    private static async Task<CouncilAtWork> DispatchedAsync(string? megabytes, Action<IServiceCollection>? further = null)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: new() { ["Mail:AttachUpToMegabytes"] = megabytes }, further: further);
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

    /// <summary>Keeps everything, and does not give the first PDFs that it is asked for.</summary>
    private sealed class BalkingArchive(IDocumentArchive inner) : IDocumentArchive
    {
        private int left = 3;

        public int Left => Math.Max(0, left);

        public Task<(ArchivedDocument Document, Stream Content)?> OpenAsync(string path, bool confidential, CancellationToken cancellation) =>
            path.EndsWith(".pdf", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0
                ? throw new IOException("Storage does not answer.")
                : inner.OpenAsync(path, confidential, cancellation);

        public Task<ArchivedDocument> KeepAsync(string path, string contentType, ReadOnlyMemory<byte> content, bool confidential, CancellationToken cancellation) =>
            inner.KeepAsync(path, contentType, content, confidential, cancellation);

        public Task<ArchivedDocument> KeepAsync(string path, string contentType, Stream content, string sha256, bool confidential, CancellationToken cancellation) =>
            inner.KeepAsync(path, contentType, content, sha256, confidential, cancellation);

        public Task<bool> CopyAcrossAsync(string path, bool toConfidential, CancellationToken cancellation) => inner.CopyAcrossAsync(path, toConfidential, cancellation);

        public Task DeleteAsync(string path, bool confidential, CancellationToken cancellation) => inner.DeleteAsync(path, confidential, cancellation);
    }
}
