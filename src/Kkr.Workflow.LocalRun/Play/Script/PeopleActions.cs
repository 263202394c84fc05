using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>A receiving mail server refuses a mail; SendGrid tells the app.</summary>
public sealed record BounceMail : ActionOnMail
{
    /// <summary>The server's words.</summary>
    public required string Reason { get; init; }

    public override Task PerformAsync(Stage stage, CancellationToken cancellation) => stage.Inbox.Webhooks.BounceAsync(MailIn(stage), Reason, cancellation);
}

/// <summary>The end of somebody's time in a post.</summary>
public sealed record EndedTenure(string Post, string Person, DateOnly To);

/// <summary>People come and go: the secretariat corrects the directory.</summary>
public sealed record ChangeDirectory : ScriptAction
{
    /// <summary>New people, and people whose data change (same id).</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    public IReadOnlyList<EndedTenure> Ended { get; init; } = [];

    public IReadOnlyList<Tenure> Begun { get; init; } = [];

    public override Task PerformAsync(Stage stage, CancellationToken cancellation)
    {
        stage.Directory = Apply(stage.Directory);
        return stage.SaveCouncilAsync(cancellation);
    }

    internal override void Check(ScriptRules rules)
    {
        foreach ((Tenure tenure, int index) in Begun.Select((tenure, index) => (tenure, index)))
        {
            rules.NeedPost($"begun[{index}].post", tenure.Post);
        }

        foreach ((EndedTenure ended, int index) in Ended.Select((ended, index) => (ended, index)))
        {
            rules.NeedPost($"ended[{index}].post", ended.Post);
        }
    }

    private DirectoryBook Apply(DirectoryBook before) => before with
    {
        People = [.. before.People.Where(person => People.All(changed => changed.Id != person.Id)), .. People],
        Tenures =
        [
            .. before.Tenures.Select(tenure => Ended.FirstOrDefault(ended =>
                ended.Post == tenure.Post && ended.Person == tenure.Person && tenure.To is null) is { } ended ? tenure with { To = ended.To } : tenure),
            .. Begun,
        ],
    };
}
