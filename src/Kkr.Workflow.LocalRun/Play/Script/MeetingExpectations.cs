using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>A step was done at a local date and time.</summary>
public sealed record StepDone : MeetingExpectation
{
    public required MeetingStep Step { get; init; }

    public required DateTime At { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(Step.ToString());
        JsonNode? entry = year.Meetings[Meeting].Timeline.FirstOrDefault(entry => (string?)entry!["step"] == name);
        string what = $"{Meeting}: {InDanish.Step(name)}";
        if (entry is null)
        {
            yield return new Failure(what, Expect.Local(At), "trinet findes ikke");
            yield break;
        }

        if (ShownMeeting.Done(entry) is not { } done)
        {
            yield return new Failure(what, $"udført {Expect.Local(At)}", "ikke udført");
        }
        else if (year.Local(done) is var local && !year.IsInTime(local, At))
        {
            yield return new Failure(what, Expect.Local(At), Expect.Local(local));
        }
    }
}

/// <summary>The meeting ended in a phase.</summary>
public sealed record PhaseReached : MeetingExpectation
{
    public required MeetingPhase Is { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        string phase = year.Meetings[Meeting].Phase;
        if (!Is.ToString().Equals(phase, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Failure($"{Meeting}: fase", JsonNamingPolicy.CamelCase.ConvertName(Is.ToString()), phase);
        }
    }
}

/// <summary>So many agendas were made.</summary>
public sealed record AgendaEditions : MeetingExpectation
{
    public required int Count { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        int made = year.Meetings[Meeting].Agendas.Count;
        if (made != Count)
        {
            yield return new Failure($"{Meeting}: udgaver af dagsordenen", $"{Count}", $"{made}");
        }
    }
}

/// <summary>So many editions of the minutes were made.</summary>
public sealed record MinutesEditions : MeetingExpectation
{
    public required int Count { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        int made = year.Meetings[Meeting].MinutesEditions.Count;
        if (made != Count)
        {
            yield return new Failure($"{Meeting}: udgaver af referatet", $"{Count}", $"{made}");
        }
    }
}

/// <summary>A later meeting decided so on the minutes.</summary>
public sealed record MinutesDecided : MeetingExpectation
{
    public required MinutesVerdictKind Is { get; init; }

    /// <summary>The meeting that decided.</summary>
    public required string By { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        JsonNode? verdict = year.Meetings[Meeting].Verdicts is [.., { } newest] ? newest : null;
        string actual = verdict is null ? "ikke afgjort" : $"{(string?)verdict["kind"]} på {year.Stage.NameOf((string?)verdict["byMeeting"] ?? "")}";
        string expected = $"{JsonNamingPolicy.CamelCase.ConvertName(Is.ToString())} på {By}";
        if (actual != expected)
        {
            yield return new Failure($"{Meeting}: referatets godkendelse", expected, actual);
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.NeedMeeting("by", By);
    }
}

/// <summary>The calendar event went through these changes.</summary>
public sealed record CalendarChanges : MeetingExpectation
{
    /// <summary><c>created</c>, <c>updated</c>, <c>cancelled</c>, in order; repeated updates that change no time count once.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        List<string> changes = [];
        string? when = null;
        foreach (Inbox.EventVersion version in year.CalendarOf(Meeting))
        {
            string now = version.Resource["start"]!.ToJsonString();
            if (version.Change != "updated" || now != when)
            {
                changes.Add(version.Change);
            }

            when = now;
        }

        if (!changes.SequenceEqual(Changes))
        {
            yield return new Failure($"{Meeting}: kalenderen", string.Join(" → ", Changes), changes.Count == 0 ? "ingen indkaldelse" : string.Join(" → ", changes));
        }
    }
}

/// <summary>So many documents were kept for the meeting, attachments among them.</summary>
public sealed record DocumentsKept : MeetingExpectation
{
    public required int Count { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        string folder = $"{year.Stage.Scenario.Council.Id}/{year.Stage.MeetingId(Meeting)}/";
        int kept = year.Documents.Count(document => document.Path.StartsWith(folder, StringComparison.Ordinal));
        if (kept != Count)
        {
            yield return new Failure($"{Meeting}: dokumenter", $"{Count}", $"{kept}");
        }
    }
}

/// <summary>The app logged no error.</summary>
public sealed record NoErrors : Expectation
{
    public override IEnumerable<Failure> Check(PlayedYear year) => year.Errors.Select(error => new Failure("Appens log", "ingen fejl", error));
}
