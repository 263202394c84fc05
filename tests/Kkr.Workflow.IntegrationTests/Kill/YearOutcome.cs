using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.IntegrationTests.Adapters;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What came of a year, in lines that two runs can be compared by: no times but the steps', for what was cut off happens minutes later.</summary>
internal sealed record YearOutcome
{
    /// <summary>By subject: what was made, sent, decided and written down, each line once for each time.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Lines { get; init; }

    /// <summary>When each meeting's steps were done.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> Steps { get; init; }

    public required string AuditChain { get; init; }

    /// <summary>What the last process did.</summary>
    public required RunLog Log { get; init; }

    public required int Kills { get; init; }

    /// <summary>Requests of people and webhooks that were cut off and sent again.</summary>
    public required int Repeated { get; init; }

    /// <summary>How often the app asked the provider about a mail, and how often the provider had it.</summary>
    public required (int Asked, int Known) Questions { get; init; }

    public required IReadOnlyList<string> Deaths { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }

    public required TimeSpan Took { get; init; }

    public static async Task<YearOutcome> OfAsync(
        PlayedYear year, Conductor conductor, RunLog log, string storage, TimeSpan took, CancellationToken cancellation)
    {
        using ServiceProvider adapters = StorageFixture.Build(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = storage });
        string council = year.Stage.Scenario.Council.Id;
        List<string> audit = [];
        await foreach (AuditEntry entry in adapters.GetRequiredService<IAuditLog>().ReadAsync(council, cancellation))
        {
            // What is cleared away of the engine's histories has names that each run draws anew.
            if (entry is { Action: "retention-removed", Subject: nameof(RetentionKind.Histories) })
            {
                continue;
            }

            audit.Add($"{entry.Actor} {entry.Action} {entry.Subject} {entry.Details}");
        }

        AuditVerification chain = await adapters.GetRequiredService<IAuditLog>().VerifyAsync(council, null, cancellation);
        List<string> ledger = [];
        foreach (string meeting in year.Meetings.Keys)
        {
            IReadOnlyList<MailingRecord> records = await adapters.GetRequiredService<IMailings>()
                .ListAsync(new MeetingKey(council, year.Stage.MeetingId(meeting)), cancellation);
            ledger.AddRange(records.Select(record => $"{record.Key} {record.Status} {record.SubjectLine}"));
        }

        return new YearOutcome
        {
            Lines = new Dictionary<string, IReadOnlyList<string>>
            {
                ["documents"] = Sorted(year.Documents.Select(document => $"{document.Container}/{document.Path} {Convert.ToHexStringLower(SHA256.HashData(document.Content))}")),
                ["mails"] = Sorted(year.Mails.Select(mail => $"{mail.About.Key} {string.Join(", ", mail.To)} {mail.Subject}")),
                ["mailings"] = Sorted(ledger),
                ["calendar"] = [.. year.Meetings.Keys.SelectMany(name => year.CalendarOf(name).Select(version => Line(name, version)))],
                ["calendar events"] = Sorted(year.Calendar.Select(version => version.EventId).Distinct()),
                ["meetings"] = Sorted(year.Meetings.SelectMany(meeting => LinesOf(meeting.Key, meeting.Value))),
                ["audit"] = Sorted(audit),
            },
            Steps = year.Meetings.SelectMany(meeting => meeting.Value.Completed.Select(step => (Key: $"{meeting.Key} {step!["step"]}", At: step["at"]!)))
                .ToDictionary(step => step.Key, step => DateTimeOffset.Parse((string)step.At!, CultureInfo.InvariantCulture)),
            AuditChain = chain.IsIntact ? "whole" : chain.InDanish(),
            Log = log,
            Kills = conductor.Kills,
            Repeated = conductor.Repeated,
            Questions = year.Stage.Inbox.Mails.Questions,
            Deaths = conductor.Deaths,
            Errors = conductor.Errors,
            Took = took,
        };
    }

    private static string[] Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static string Line(string meeting, EventVersion version) =>
        $"{meeting} {version.Change} {version.Text("subject")} {CalendarPages.When(version)} {string.Join(",", CalendarPages.Attendees(version))}";

    private static IEnumerable<string> LinesOf(string name, ShownMeeting meeting)
    {
        yield return $"{name} {meeting.Date} {meeting.Phase}";
        foreach (JsonNode? item in meeting.Items)
        {
            yield return $"{name} item {item!["id"]} {item["number"]} {item["status"]} {item["title"]} {item["decision"]?["text"]}";
        }

        foreach (JsonNode? reply in meeting.Replies)
        {
            yield return $"{name} reply {reply!["municipality"]} {reply["hasItems"]}";
        }

        foreach (JsonNode? answer in meeting.ChairmanshipAnswers)
        {
            yield return $"{name} answer {answer!["post"]} {answer["kind"]} {answer["approved"]}";
        }
    }
}
