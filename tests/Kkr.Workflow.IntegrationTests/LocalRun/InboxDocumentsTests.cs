using System.Net;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.IntegrationTests.Adapters;
using Kkr.Workflow.LocalRun.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The inbox shows the documents of the local storage, two of them side by side.</summary>
[Collection(StorageTests.Name)]
public sealed class InboxDocumentsTests(StorageFixture storage)
{
    [Fact]
    public async Task Documents_OfAMeeting_AreListedAndShownSideBySide()
    {
        string council = StorageFixture.NewCouncil();
        await using ServiceProvider app = storage.Start();
        IDocumentArchive archive = app.GetRequiredService<IDocumentArchive>();
        await archive.KeepAsync($"{council}/2026-1/dagsorden.html", "text/html; charset=utf-8", "<p>Åben</p>"u8.ToArray(), confidential: false, default);
        await archive.KeepAsync($"{council}/2026-1/dagsorden.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"u8.ToArray(), confidential: true, default);
        await using InboxServer inbox = await InboxServer.StartAsync(new InboxOptions { Storage = storage.ConnectionString }, default);
        using HttpClient people = new() { BaseAddress = inbox.Address };
        string open = $"documents/{council}/2026-1/dagsorden.html";
        string closed = $"confidential/{council}/2026-1/dagsorden.docx";

        string list = WebUtility.HtmlDecode(await people.GetStringAsync("dokumenter"));
        string pair = WebUtility.HtmlDecode(await people.GetStringAsync($"dokumenter/side-om-side?venstre={Uri.EscapeDataString(open)}&hoejre={Uri.EscapeDataString(closed)}"));
        using HttpResponseMessage shown = await people.GetAsync($"dokumenter/fil?sti={Uri.EscapeDataString(open)}");
        using HttpResponseMessage saved = await people.GetAsync($"dokumenter/fil?sti={Uri.EscapeDataString(closed)}");
        using HttpResponseMessage state = await people.GetAsync("dokumenter/fil?sti=documents/texts/noget");
        using HttpResponseMessage half = await people.GetAsync($"dokumenter/side-om-side?venstre={Uri.EscapeDataString(open)}");

        Assert.Contains(open, list, StringComparison.Ordinal);
        Assert.Contains(closed, list, StringComparison.Ordinal);
        Assert.Contains("<iframe title=\"Venstre: dagsorden.html\"", pair, StringComparison.Ordinal);
        Assert.Contains("Det kan ikke vises i en browser", pair, StringComparison.Ordinal);
        Assert.Equal("<p>Åben</p>", await shown.Content.ReadAsStringAsync());
        Assert.StartsWith("sandbox", Assert.Single(shown.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (state.StatusCode, half.StatusCode));
    }
}
