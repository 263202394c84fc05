using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>
/// A small council of three municipalities, enough to tell the silent from the others. Its network is not asked for items, so that mails are counted by
/// municipalities; <see cref="AskingAll"/> is the council that asks the network and the secretariat as well.
/// </summary>
internal static class SampleCouncil
{
    public const string Id = "lille";

    public static CouncilSetup Setup { get; } = new(
        new Council
        {
            Id = Id,
            Name = "KKR Lille",
            Secretariat = new Secretariat("KKR-sekretariatet", "kkr@lille.example", "3333 4444"),
            CaseId = "SAG-2026-00001",
            Municipalities = [new("0730", "Randers"), new("0741", "Samsø"), new("0779", "Skive")],
        },
        new DirectoryBook(
            [
                new("chair", PostKind.Chair),
                new("vice-chair", PostKind.ViceChair),
                .. Each(code => new Post($"member-{code}", PostKind.Member, code) { IsMayor = true }),
                .. Each(code => new Post($"director-{code}", PostKind.Director, code)),
                new("network", PostKind.Network) { IsAsked = false },
                new("secretariat", PostKind.Secretariat),
            ],
            [
                .. Each(code => new Person($"m-{code}", $"Borgmester {code}", $"borgmester{code}@lille.example")),
                .. Each(code => new Person($"d-{code}", $"Direktør {code}", $"direktoer{code}@lille.example")),
                new("net", "Netværkets Sekretær", "net@lille.example"),
                new("sek", "Sekretariatets Konsulent", "kkr@lille.example"),
            ],
            [
                .. Each(code => new Tenure($"member-{code}", $"m-{code}", new DateOnly(2026, 1, 1))),
                .. Each(code => new Tenure($"director-{code}", $"d-{code}", new DateOnly(2020, 1, 1))),
                new("chair", "m-0730", new DateOnly(2026, 1, 1)),
                new("vice-chair", "m-0779", new DateOnly(2026, 1, 1)),
                new("network", "net", new DateOnly(2020, 1, 1)),
                new("secretariat", "sek", new DateOnly(2020, 1, 1)),
            ]));

    /// <summary>The council whose network is asked, as it is where nothing is said about it, and whose secretariat is too.</summary>
    public static CouncilSetup AskingAll { get; } = Setup with
    {
        Directory = Setup.Directory with
        {
            Posts = [.. Setup.Directory.Posts.Select(post => post.Kind switch
            {
                PostKind.Network => post with { IsAsked = null },
                PostKind.Secretariat => post with { IsAsked = true },
                _ => post,
            })],
        },
    };

    /// <summary>The council with another address for one person.</summary>
    public static CouncilSetup SetupWith(string person, string email) => Setup with
    {
        Directory = Setup.Directory with { People = [.. Setup.Directory.People.Select(p => p.Id == person ? p with { Email = email } : p)] },
    };

    /// <summary>
    /// The council where Samsø's mayor has two deputies, the vice-mayor the first of them, and somebody observes without a vote.
    /// </summary>
    public static CouncilSetup WithDeputies { get; } = Setup with
    {
        Directory = new DirectoryBook(
            [
                .. Setup.Directory.Posts,
                new("deputy-0741-2", PostKind.Deputy, "0741", "member-0741"),
                new("deputy-0741", PostKind.Deputy, "0741") { IsViceMayor = true },
                new("observer-1", PostKind.Observer),
            ],
            [
                .. Setup.Directory.People,
                new("v-0741", "Viceborgmester 0741", "vice0741@lille.example"),
                new("s-0741", "Suppleant 0741", "suppleant0741@lille.example"),
                new("o-1", "Observatør Et", "observatoer@lille.example"),
            ],
            [
                .. Setup.Directory.Tenures,
                new("deputy-0741", "v-0741", new DateOnly(2026, 1, 1)),
                new("deputy-0741-2", "s-0741", new DateOnly(2026, 1, 1)),
                new("observer-1", "o-1", new DateOnly(2026, 1, 1)),
            ]),
    };

    private static IEnumerable<T> Each<T>(Func<string, T> make) => new[] { "0730", "0741", "0779" }.Select(make);
}
