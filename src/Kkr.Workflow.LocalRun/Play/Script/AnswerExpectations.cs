using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>When the deadline for items was reached, these municipalities and no others had neither replied nor sent an item.</summary>
public sealed record SilentMunicipalities : MeetingExpectation
{
    /// <summary>Municipality codes.</summary>
    public required IReadOnlyList<string> Silent { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        ShownMeeting meeting = year.Meetings[Meeting];
        JsonNode? deadline = meeting.Completed.FirstOrDefault(done => (string?)done!["step"] == "itemDeadline");
        string what = $"{Meeting}: kommuner, der ikke svarede";
        if (deadline is null)
        {
            yield return new Failure(what, "fristen er nået", "fristen blev ikke nået");
            yield break;
        }

        DateTimeOffset reached = Instant(deadline["at"]);
        string id = year.Stage.MeetingId(Meeting);
        IEnumerable<string?> answered = meeting.Replies.Where(reply => Instant(reply!["at"]) <= reached).Select(reply => (string?)reply!["municipality"]);

        // An item answers the call that it was sent for, wherever it has ended; its id says which that was.
        IEnumerable<string?> sent = year.Meetings.Values.SelectMany(shown => shown.Items).OfType<JsonNode>()
            .Where(item => (string?)item["origin"] == "submitted" && item["carriedFrom"] is null)
            .Where(item => ((string)item["id"]!).StartsWith($"{id}-", StringComparison.Ordinal) && Instant(item["receivedAt"]) <= reached)
            .Select(item => (string?)item["municipality"]);

        // A meeting does not show whose a confidential item is.
        IEnumerable<string?> confidential = year.Actions.Where(played => played.Refusal is null && played.At <= reached)
            .Select(played => played.Action).OfType<SubmitItem>()
            .Where(action => action.Meeting == Meeting && (bool?)year.FindItem(action.As)?.Item["confidential"] == true)
            .Select(action => year.Stage.Scenario.Directory.Posts.FirstOrDefault(post => post.Id == action.By)?.Municipality);
        HashSet<string?> heard = [.. answered, .. sent, .. confidential];
        string[] silent = [.. year.Stage.Scenario.Council.Municipalities.Select(one => one.Code).Where(code => !heard.Contains(code)).Order(StringComparer.Ordinal)];
        if (!silent.SequenceEqual(Silent.Order(StringComparer.Ordinal)))
        {
            yield return new Failure(what, Names(year, Silent), Names(year, silent));
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        foreach ((string code, int index) in Silent.Select((code, index) => (code, index)))
        {
            rules.NeedMunicipality($"silent[{index}]", code);
        }
    }

    private static DateTimeOffset Instant(JsonNode? value) => DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture);

    private static string Names(PlayedYear year, IReadOnlyList<string> codes) => codes.Count == 0
        ? "ingen"
        : string.Join(", ", codes.Select(code => year.Stage.Scenario.Council.Municipalities.First(one => one.Code == code).Name));
}

/// <summary>What the chairmanship answered to the draft agenda, in order; nothing when it kept silent.</summary>
public sealed record ChairmanshipAnswered : MeetingExpectation
{
    public required IReadOnlyList<ExpectedAnswer> Answers { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        string actual = Told(year.Meetings[Meeting].ChairmanshipAnswers.Select(answer =>
            new ExpectedAnswer((string?)answer!["post"] ?? "", (bool?)answer["approved"] == true ? AgendaAnswer.Approved : AgendaAnswer.Comments)));
        if (actual != Told(Answers))
        {
            yield return new Failure($"{Meeting}: formandskabets svar", Told(Answers), actual);
        }
    }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        foreach ((ExpectedAnswer answer, int index) in Answers.Select((answer, index) => (answer, index)))
        {
            rules.NeedPost($"answers[{index}].by", answer.By);
        }
    }

    private static string Told(IEnumerable<ExpectedAnswer> answers) =>
        string.Join(", ", answers.Select(answer => $"{answer.By} {(answer.Answer == AgendaAnswer.Approved ? "godkendte" : "havde bemærkninger")}")) is { Length: > 0 } told ? told : "ingen";
}

/// <summary>An answer to the draft agenda.</summary>
public sealed record ExpectedAnswer(string By, AgendaAnswer Answer);
