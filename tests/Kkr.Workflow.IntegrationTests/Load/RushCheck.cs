using System.Text.Json.Nodes;
using Kkr.Workflow.Adapters;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.LocalRun.Inbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>Looks whether everything that was said yes to is there, once.</summary>
internal static class RushCheck
{
    public static async Task<IReadOnlyList<string>> FindAsync(
        RushHttp http, string storage, RushCouncil[] councils, string[] meetings, RushDirector[] people, InboxServer inbox)
    {
        List<string> problems = [];
        await using ServiceProvider adapters = Adapters(storage);
        foreach ((RushCouncil council, string meeting) in councils.Zip(meetings))
        {
            RushDirector[] directors = [.. people.Where(director => council.Council.Municipalities.Contains(director.Municipality))];
            JsonNode shown = (await http.SendAsync("read the meeting", HttpMethod.Get, $"{council.Path}/meetings/{meeting}", "secretariat")).Body!;
            Compare(problems, $"{council.Council.Id} replies", directors.Where(director => !director.HasItems).Select(director => director.Municipality.Code),
                shown["replies"]!.AsArray().Where(reply => (bool?)reply!["hasItems"] != true).Select(reply => (string)reply!["municipality"]!));
            string[] expected = [.. directors.SelectMany(director => director.Items)];
            List<string> stored = [];
            foreach (Stored<Domain.Agenda.Item> item in await adapters.GetRequiredService<IItems>().ListAsync(council.Council.Id, meeting, CancellationToken.None))
            {
                if (item.Value.SubmitterPost?.StartsWith("director-", StringComparison.Ordinal) == true)
                {
                    stored.Add(item.Value.Id);
                    problems.AddRange(RushDirector.Sentences.Where(sentence => item.Value.Background.Split(sentence).Length != 2)
                        .Select(sentence => $"item {item.Value.Id}: »{sentence}« is there {item.Value.Background.Split(sentence).Length - 1} times"));
                    if (item.Value.Status is Domain.Agenda.ItemStatus.Proposed)
                    {
                        problems.Add($"item {item.Value.Id}: its acceptance is lost");
                    }
                }
            }

            Compare(problems, $"{council.Council.Id} items", expected, stored);
            Compare(
                problems,
                $"{council.Council.Id} mails",
                directors.Select(director => $"CallForItems {director.Post} ")
                    .Concat(directors.SelectMany(director => director.Items.Select(item => $"Acknowledgement {director.Post} {item}"))),
                inbox.Mails.Mails.Where(mail => mail.About.Council == council.Council.Id).Select(mail => $"{mail.About.Kind} {mail.About.Post} {mail.About.Matter}"));
            await CheckLedgerAsync(problems, adapters, new MeetingKey(council.Council.Id, meeting));
        }

        return problems;
    }

    private static async Task CheckLedgerAsync(List<string> problems, ServiceProvider adapters, MeetingKey meeting)
    {
        IReadOnlyList<MailingRecord> ledger = await adapters.GetRequiredService<IMailings>().ListAsync(meeting, CancellationToken.None);
        problems.AddRange(ledger.Where(row => row.Status is MailingStatus.Failed or MailingStatus.Withheld).Select(row => $"mailing {row.Key} is {row.Status}"));
        AuditVerification audit = await adapters.GetRequiredService<IAuditLog>().VerifyAsync(meeting.Council, null, CancellationToken.None);
        if (!audit.IsIntact)
        {
            problems.Add($"{meeting.Council} audit: {audit.InDanish()}");
        }
    }

    private static void Compare(List<string> problems, string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string[] wanted = [.. expected.Order(StringComparer.Ordinal)];
        string[] there = [.. actual.Order(StringComparer.Ordinal)];
        if (!wanted.SequenceEqual(there))
        {
            problems.Add($"{what}: lost {string.Join(", ", wanted.Except(there))}; too many {string.Join(", ", there.Except(wanted))}; {wanted.Length} expected, {there.Length} there");
        }
    }

    private static ServiceProvider Adapters(string storage)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = storage, ["SendGrid:ApiKey"] = "SG.local-run" })
            .Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddWorkflowAdapters(configuration);
        return services.BuildServiceProvider();
    }
}
