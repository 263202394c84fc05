using System.Diagnostics;
using Kkr.Runtime.Local;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Serve;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>What came of a rush.</summary>
/// <param name="Took">Milliseconds by kind of request.</param>
/// <param name="Problems">Everything that is wrong: errors, lost or doubled answers, items, mails.</param>
/// <param name="Answers">How many municipalities answered.</param>
/// <param name="Items">How many items they submitted.</param>
/// <param name="Conflicts">How often a caller was told that somebody else was first.</param>
/// <param name="Mails">How many mails went out.</param>
/// <param name="Rushed">From the first director to the last answer.</param>
/// <param name="MailsDone">From the first director to the last mail.</param>
internal sealed record RushResult(
    IReadOnlyDictionary<string, double[]> Took,
    IReadOnlyList<string> Problems,
    int Answers,
    int Items,
    int Conflicts,
    int Mails,
    TimeSpan Rushed,
    TimeSpan MailsDone);

/// <summary>Many directors answer the calls of several councils at once, over HTTP and on real time, while the calls' mails go out.</summary>
internal static class Rush
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <param name="councils">How many councils.</param>
    /// <param name="directors">How many directors each has.</param>
    /// <param name="within">The time over which their answers begin, evenly.</param>
    public static async Task<RushResult> RunAsync(int councils, int directors, TimeSpan within)
    {
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync();
        InboxOptions options = new();
        await using InboxServer inbox = await InboxServer.StartAsync(options, CancellationToken.None);
        using RushLog log = new();
        await using AppInProcess app = await AppInProcess.StartAsync(
            AppSettings.For(azurite.ConnectionString, inbox, options, "https://kkr.example"),
            TimeProvider.System,
            port: 0,
            services => { },
            logging => logging.ClearProviders().AddProvider(log),
            CancellationToken.None);
        using RushHttp http = new(app.Address);
        RushCouncil[] all = [.. Enumerable.Range(1, councils).Select(number => new RushCouncil(number, directors, TimeProvider.System.GetUtcNow()))];
        foreach (RushCouncil council in all)
        {
            await http.SendAsync("set up a council", HttpMethod.Put, council.Path, "secretariat", new { council.Council, council.Directory });
        }

        long began = Stopwatch.GetTimestamp();
        string[] meetings = await Task.WhenAll(all.Select(async council =>
            (string)(await http.SendAsync("plan a meeting", HttpMethod.Post, $"{council.Path}/meetings", "secretariat", council.Meeting)).Body!["key"]!["meeting"]!));
        RushDirector[] people =
        [
            .. all.SelectMany((council, index) => council.Council.Municipalities.Select((municipality, number) => new RushDirector(http, council, meetings[index], municipality, number))),
        ];
        await Task.WhenAll(people.Select(async (director, index) =>
        {
            await Task.Delay(within * ((double)((index * 7919) % people.Length) / people.Length));
            await director.AnswerAsync();
        }));
        TimeSpan rushed = Stopwatch.GetElapsedTime(began);
        int expected = people.Length + people.Sum(director => director.Items.Count);
        while (inbox.Mails.Mails.Count < expected && Stopwatch.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        TimeSpan mailed = Stopwatch.GetElapsedTime(began);
        List<string> problems = [.. http.Errors, .. log.Errors, .. await RushCheck.FindAsync(http, azurite.ConnectionString, all, meetings, people, inbox)];
        return new RushResult(
            http.Took.ToDictionary(kind => kind.Key, kind => kind.Value.Order().ToArray()),
            problems,
            people.Length,
            people.Sum(director => director.Items.Count),
            people.Sum(director => director.Conflicts),
            inbox.Mails.Mails.Count,
            rushed,
            mailed);
    }
}
