using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Somebody who takes a post over as the new period begins.</summary>
public sealed record Successor(string Post, Person Person);

/// <summary>A new election period: the council's mandates end, and those who are not replaced begin theirs anew.</summary>
public sealed record RecordChangeover : ScriptAction
{
    private static readonly PostKind[] Elected = [PostKind.Member, PostKind.Deputy, PostKind.Observer];

    public required DateOnly TermBegins { get; init; }

    public required IReadOnlyList<Successor> Succeeded { get; init; }

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        Changeover changeover = new(TermBegins, NewCouncil(stage.Directory));
        JsonObject body = JsonSerializer.SerializeToNode(changeover, ScenarioJson.Wire)!.AsObject();
        JsonNode recorded = await stage.App.PostAsync($"{stage.CouncilPath}/changeovers", body, "secretariat", cancellation);
        stage.Directory = recorded.Deserialize<DirectoryBook>(ScenarioJson.Wire)!;
    }

    internal override void Check(ScriptRules rules)
    {
        foreach ((Successor successor, int index) in Succeeded.Select((successor, index) => (successor, index)))
        {
            rules.NeedPost($"succeeded[{index}].post", successor.Post);
        }
    }

    private DirectoryBook NewCouncil(DirectoryBook before)
    {
        HashSet<string> posts = [.. before.Posts.Where(post => Elected.Contains(post.Kind)).Select(post => post.Id)];
        IEnumerable<Tenure> going = before.Tenures.Where(tenure => posts.Contains(tenure.Post) && tenure.To is null);
        return new DirectoryBook(
            [.. before.Posts.Where(post => posts.Contains(post.Id))],
            [.. Succeeded.Select(successor => successor.Person)],
            [.. going.Select(tenure => Succeeded.FirstOrDefault(one => one.Post == tenure.Post) is { } successor
                ? new Tenure(tenure.Post, successor.Person.Id, TermBegins)
                : tenure with { From = TermBegins })]);
    }
}

/// <summary>The constituent meeting has elected its chairmanship.</summary>
public sealed record ElectChairmanship : ScriptAction
{
    public required string Meeting { get; init; }

    /// <summary>Person.</summary>
    public required string Chair { get; init; }

    /// <summary>Person.</summary>
    public required string ViceChair { get; init; }

    public override string? AboutMeeting => Meeting;

    public override async Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        JsonObject body = new() { ["chair"] = Chair, ["viceChair"] = ViceChair };
        await stage.App.PostAsync($"{stage.MeetingPath(Meeting)}/election", body, "secretariat", cancellation);

        // What the secretariat saves later is the directory as it is now, with whoever was elected.
        JsonNode now = await stage.App.GetAsync($"{stage.CouncilPath}/directory", cancellation);
        stage.Directory = now.Deserialize<DirectoryBook>(ScenarioJson.Wire)!;
    }
}
