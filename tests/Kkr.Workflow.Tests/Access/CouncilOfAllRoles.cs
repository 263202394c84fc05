using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Access;

/// <summary>A council after its item deadline, with somebody in every role and something that is each one's own.</summary>
internal static class CouncilOfAllRoles
{
    public static IReadOnlyDictionary<Role, string> Posts { get; } = new Dictionary<Role, string>
    {
        [Role.Public] = "public",
        [Role.Guest] = "observer-kl",
        [Role.Member] = "member-0741",
        [Role.Deputy] = "deputy-0730",
        [Role.Director] = "director-0730",
        [Role.Network] = "network",
        [Role.Chairmanship] = "chair",
        [Role.Secretariat] = "secretariat",
        [Role.Operator] = "operator",
    };

    public static CouncilSetup Setup { get; } = SampleCouncil.Setup with
    {
        Directory = SampleCouncil.Setup.Directory with
        {
            Posts = [.. SampleCouncil.Setup.Directory.Posts, new("deputy-0730", PostKind.Deputy, "0730", "member-0730"), new("observer-kl", PostKind.Observer)],
            People = [.. SampleCouncil.Setup.Directory.People, new("s-0730", "Viceborgmester 0730", "vice0730@lille.example"), new("kl", "Kommunernes Iagttager", "kl@lille.example")],
            Tenures =
            [
                .. SampleCouncil.Setup.Directory.Tenures,
                new("deputy-0730", "s-0730", new DateOnly(2026, 1, 1)),
                new("observer-kl", "kl", new DateOnly(2026, 1, 1)),
            ],
        },
    };

    public static async Task<(CouncilAtWork App, Things Things)> StartAsync(Dictionary<string, string?>? settings = null)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero), settings: settings);
        await app.PlanAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", Setup);
        await app.UntilAsync(2026, 10, 7, 8);
        Dictionary<string, string> items = [];
        foreach (string post in new[] { "director-0730", "director-0741", "network", "chair", "secretariat" })
        {
            items[post] = await SubmitAsync(app, post);
        }

        await app.UntilAsync(2026, 10, 23, 8);
        string late = await SubmitAsync(app, "director-0779");
        IFollowUps followUps = app.Services.GetRequiredService<IFollowUps>();
        foreach (string post in Posts.Values)
        {
            FollowUpTask task = new()
            {
                Id = $"2026-1-99-{post}", Meeting = new MeetingKey("lille", "2026-1"), ItemId = items["secretariat"], Task = "Skriv et notat", OwnerPost = post,
            };
            await followUps.SaveAsync(task, null, CancellationToken.None);
        }

        return (app, new Things(items, late));
    }

    private static async Task<string> SubmitAsync(CouncilAtWork app, string post) => (await app.SendAsync(
        HttpMethod.Post,
        Acting.Meetings + "/2026-1/items",
        new { title = $"Punkt fra {post}", background = "Baggrund.", recommendation = "Det indstilles, at punktet drøftes." },
        post)).GetProperty("id").GetString()!;

    /// <summary>The items by who submitted them, and the one that came late.</summary>
    internal sealed record Things(IReadOnlyDictionary<string, string> Items, string LateItem)
    {
        public string Part(string name, string post, bool isOwn, bool isLate) => name switch
        {
            "council" => "lille",
            "meeting" => "2026-1",
            "year" => "2026",
            "municipality" => !isOwn ? "0741" : post == "network" ? "network" : "0730",
            "item" => !isOwn ? Items["director-0741"] : isLate ? LateItem : Items.GetValueOrDefault(post, Items["director-0730"]),
            "task" => $"2026-1-99-{(isOwn ? post : post == "network" ? "chair" : "network")}",
            _ => "1",
        };
    }
}
