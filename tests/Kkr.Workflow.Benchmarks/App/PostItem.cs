using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Kkr.Runtime.Local;
using Kkr.Workflow.Benchmarks.Engine;
using Kkr.Workflow.Benchmarks.Measuring;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.Benchmarks.App;

/// <summary>How long a submitter waits for an item to be accepted, against the storage writes that accepting it needs.</summary>
internal static class PostItem
{
    private const int Repeats = 5;
    private const int PerRun = 320;

    public static async Task RunAsync()
    {
        await using AzuriteProcess azurite = await Storage.StartAsync();
        BareWrites bare = await BareWrites.PrepareAsync(azurite);
        await using InboxServer inbox = await InboxServer.StartAsync(new InboxOptions(), CancellationToken.None);
        await using AppHost app = await AppHost.StartAsync(azurite.ConnectionString, inbox.Address);
        await app.SendAsync(HttpMethod.Put, $"councils/{Draft.Council}", Draft.Setup);
        int meetings = 0;
        int posted = 0;
        List<string[]> rows = [];
        foreach (int clients in (int[])[1, 8, 32])
        {
            List<(Sample Bare, Sample App)> runs = [];
            for (int i = -1; i < Repeats; i++)
            {
                string items = await PlanAsync(app, meetings++);
                int written = 0;
                Sample reference = await Clients.LatenciesAsync(clients, PerRun, _ => bare.WriteAsync());
                Sample measured = await Clients.LatenciesAsync(clients, PerRun, _ => app.SendAsync(HttpMethod.Post, items, Draft.Item(Interlocked.Increment(ref written))));
                await MailsAsync(inbox, posted += PerRun);
                if (i >= 0)
                {
                    runs.Add((reference, measured));
                }
            }

            rows.AddRange(((int[])[50, 99]).Select(percent => Row(clients, percent, runs)));
        }

        await WriteAsync(rows);
    }

    private static string[] Row(int clients, int percent, List<(Sample Bare, Sample App)> runs) =>
    [
        clients.ToString(CultureInfo.InvariantCulture),
        $"p{percent.ToString(CultureInfo.InvariantCulture)}",
        new Sample(runs.Select(run => run.App.Percentile(percent))).Show("0.0"),
        new Sample(runs.Select(run => run.Bare.Percentile(percent))).Show("0.0"),
        new Sample(runs.Select(run => run.App.Percentile(percent) / run.Bare.Percentile(percent))).Show("0.00"),
    ];

    /// <summary>Waits until as many receipts have come in, so that what is measured next has the machine for itself.</summary>
    private static async Task MailsAsync(InboxServer inbox, int count)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (inbox.Mails.Mails.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    /// <summary>Plans a meeting; gives the address that takes its items.</summary>
    private static async Task<string> PlanAsync(AppHost app, int number)
    {
        using HttpResponseMessage planned = await app.Http.PostAsJsonAsync(
            $"councils/{Draft.Council}/meetings", Draft.Meeting(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), number));
        string text = await planned.Content.ReadAsStringAsync();
        if (!planned.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The meeting was refused: {text}");
        }

        using JsonDocument meeting = JsonDocument.Parse(text);
        return $"councils/{Draft.Council}/meetings/{meeting.RootElement.GetProperty("key").GetProperty("meeting").GetString()}/items";
    }

    private static Task WriteAsync(List<string[]> rows)
    {
        ResultFile file = new("post-item", "Sending an item: the HTTP API against its storage writes", "post");
        file.Paragraph("The app runs in this process, as deployed, on an Azurite that keeps its data in memory; requests come over loopback. The reference "
            + "is the writes that accepting an item needs, one after the other: the text's blob, the item's row, the start of the receipt's mailing (a "
            + "transaction of two rows) and the audit entry (of three). Milliseconds. While requests are measured the app also sends the receipts "
            + $"of those before: that work is on the same cores. {Repeats.ToString(CultureInfo.InvariantCulture)} pairs of {PerRun.ToString(CultureInfo.InvariantCulture)} operations each, "
            + "every one on a meeting of its own: an agenda of so many items is some five times the longest known, and each new item is compared with those before.");
        file.Table(["clients", "", "the API, ms", "bare writes, ms", "ratio"], rows);
        file.Paragraph("Beside those writes a request is answered for: who is calling and whether they may, whether an item like it is there, whether the agenda was "
            + "frozen meanwhile, and what the secretariat should see to. Audit entries of a council are a chain, each hashing the one before. Those that wait for the end of the chain share a transaction, "
            + "which the reference does not.");
        return file.WriteAsync();
    }
}
