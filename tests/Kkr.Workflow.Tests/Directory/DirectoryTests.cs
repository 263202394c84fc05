using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class DirectoryTests
{
    private static readonly DirectoryBook People = Book();

    [Fact]
    public void Holder_WhenADirectorChanges_IsWhoeverHoldsThePostOnTheDay()
    {
        DirectoryBook book = Tenures(
            new("director-0730", "p-6", Day("2022-01-01"), Day("2026-03-31")),
            new("director-0730", "p-7", Day("2026-03-15"), Day("2026-06-30"), IsActing: true),
            new("director-0730", "p-8", Day("2026-07-01")));

        Assert.Equal("Finn Direktør", book.Holder("director-0730", Day("2026-03-31"))?.Name);
        Assert.Equal("Gry Direktør", book.Holder("director-0730", Day("2026-04-01"))?.Name);
        Assert.Equal("Hans Netværk", book.Holder("director-0730", Day("2026-07-01"))?.Name);
        Assert.Null(book.Holder("director-0730", Day("2021-12-31")));
        Assert.Null(book.Holder("director-9999", Day("2026-07-01")));
    }

    [Fact]
    public void Chairmanship_WhenTheChairChanges_IsThatOfTheDay()
    {
        DirectoryBook book = Tenures(
            new("chair", "p-1", Day("2022-01-01"), Day("2026-05-31")), new("chair", "p-2", Day("2026-06-01")), new("vice-chair", "p-3", Day("2022-01-01")));

        Assert.Equal(["Anna Formand", "Carla Medlem"], book.Chairmanship(Day("2026-05-31")).Select(one => one.Name));
        Assert.Equal(["Bo Næstformand", "Carla Medlem"], book.Chairmanship(Day("2026-06-01")).Select(one => one.Name));
    }

    [Fact]
    public void Chairmanship_WhenNobodyIsElected_IsTheLongestServingMayor()
    {
        DirectoryBook book = People with { Tenures = [.. People.Tenures.Where(tenure => !tenure.Post.EndsWith("chair", StringComparison.Ordinal))] };
        DirectoryBook onlyVice = Tenures(new Tenure("vice-chair", "p-2", Day("2026-02-01")));

        Assert.Equal(["Dan Borgmester"], book.Chairmanship(Day("2026-02-01")).Select(one => one.Name));
        Assert.Equal(["Bo Næstformand"], onlyVice.Chairmanship(Day("2026-02-01")).Select(one => one.Name));
        Assert.Empty(Tenures().Chairmanship(Day("2026-02-01")));
    }

    [Fact]
    public void Seats_AChairWhoIsAMember_IsOneSeat() =>
        Assert.Equal(["vice-chair", "member-0730-1", "member-0751-1", "member-0791-1"], People.Seats(Day("2026-11-17")));

    [Fact]
    public void Validate_AGoodDirectory_IsFine() => Assert.Empty(DirectoryRules.Validate(People, Midt));

    [Fact]
    public void Validate_AnExtinctPost_IsFine() => Assert.Empty(DirectoryRules.Validate(Tenures(), Midt));

    public static TheoryData<string> BadBooks => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(BadBooks))]
    public void Validate_ABadDirectory_IsRefusedWithTheRule(string code)
    {
        Refusal refusal = Assert.Single(DirectoryRules.Validate(Bad[code], Midt));

        Assert.Equal(code, refusal.Code);
        AssertWhole(refusal);
        Assert.DoesNotContain("@", $"{refusal.Danish}{refusal.English}{refusal.Value}", StringComparison.Ordinal);
    }

    private static readonly Dictionary<string, DirectoryBook> Bad = new()
    {
        ["post-twice"] = Post(new("chair", PostKind.Chair)),
        ["post-id-malformed"] = Post(new("director|0791", PostKind.Director, "0791")),
        ["municipality-unknown"] = Post(new("director-0101", PostKind.Director, "0101")),
        ["director-without-municipality"] = Post(new("director-x", PostKind.Director)),
        ["deputy-for-unknown"] = Post(new("deputy-x", PostKind.Deputy, "0730", "member-9")),
        ["person-twice"] = Person(new("p-1", "Anna Igen", "anna@example.dk")),
        ["person-name-missing"] = Person(new("p-99", " ", "anna@example.dk")),
        ["email-malformed"] = Person(new("p-99", "Anna", "anna@@example.dk")),
        ["tenure-post-unknown"] = Tenure(new("member-9", "p-1", Day("2026-01-01"))),
        ["tenure-person-unknown"] = Tenure(new("secretariat", "p-99", Day("2022-01-01"), Day("2022-12-31"))),
        ["tenure-ends-before-start"] = Tenure(new("secretariat", "p-1", Day("2022-01-01"), Day("2021-12-31"))),
        ["tenures-overlap"] = Tenure(new("chair", "p-2", Day("2026-03-01"))),
    };

    private static DirectoryBook Tenures(params Tenure[] tenures) => People with { Tenures = tenures };

    private static DirectoryBook Post(Post post) => People with { Posts = [.. People.Posts, post] };

    private static DirectoryBook Person(Person person) => People with { People = [.. People.People, person] };

    private static DirectoryBook Tenure(Tenure tenure) => People with { Tenures = [.. People.Tenures, tenure] };
}
