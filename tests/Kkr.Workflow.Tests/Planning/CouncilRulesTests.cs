using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class CouncilRulesTests
{
    [Fact]
    public void Validate_TheDefaults_AreFine() => Assert.Empty(CouncilRules.Validate(Midt));

    public static TheoryData<string, string> BadCouncils()
    {
        TheoryData<string, string> cases = [];
        foreach ((string name, string code) in Cases.Select(entry => (entry.Key, entry.Value.Code)))
        {
            cases.Add(name, code);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(BadCouncils))]
    public void Validate_ABadSetting_IsRefusedWithFieldAndRule(string name, string code)
    {
        IReadOnlyList<Refusal> refusals = CouncilRules.Validate(Cases[name].Council);

        Assert.Contains(refusals, refusal => refusal.Code == code);
        Assert.All(refusals, AssertWhole);
    }

    [Fact]
    public void Validate_CallInTheClockChange_NamesTheSetting()
    {
        Refusal refusal = Assert.Single(CouncilRules.Validate(Cases["call at 2.30"].Council));

        Assert.Equal(("timeline.call.time", "not between 02:00 and 03:00", "2.30"), (refusal.Field, refusal.Rule, refusal.Value));
    }

    [Fact]
    public void Validate_TimesAroundTheClockChange_AreFine()
    {
        Assert.Empty(CouncilRules.Validate(With(t => t with { Call = t.Call with { Time = new TimeOnly(1, 59) } })));
        Assert.Empty(CouncilRules.Validate(With(t => t with { Call = t.Call with { Time = new TimeOnly(3, 0) } })));
    }

    private static readonly Dictionary<string, (Council Council, string Code)> Cases = new()
    {
        ["id with capitals"] = (Midt with { Id = "Midtjylland" }, "council-id-malformed"),
        ["id with a slash"] = (Midt with { Id = "midt/jylland" }, "council-id-malformed"),
        ["id that ends with a line break"] = (Midt with { Id = "midt\n" }, "council-id-malformed"),
        ["no name"] = (Midt with { Name = "" }, "council-name-missing"),
        ["no e-mail"] = (Midt with { Secretariat = Midt.Secretariat with { Email = "kkr" } }, "secretariat-email"),
        ["unknown time zone"] = (Midt with { TimeZone = "Europe/Randers" }, "time-zone-unknown"),
        ["quorum above one"] = (Midt with { QuorumShare = 1.1 }, "quorum-share"),
        ["quorum not a number"] = (Midt with { QuorumShare = double.NaN }, "quorum-share"),
        ["no municipalities"] = (Midt with { Municipalities = [] }, "municipalities-missing"),
        ["three digits"] = (Midt with { Municipalities = [new("730", "Randers")] }, "municipality-code-malformed"),
        ["letters"] = (Midt with { Municipalities = [new("07A0", "Randers")] }, "municipality-code-malformed"),
        ["nameless municipality"] = (Midt with { Municipalities = [new("0730", " ")] }, "municipality-name-missing"),
        ["code twice"] = (Midt with { Municipalities = [new("0730", "Randers"), new("0730", "Aarhus")] }, "municipality-code-twice"),
        ["no sections"] = (Midt with { Sections = [] }, "sections"),
        ["three sections"] = (Midt with { Sections = ["a", "b", "c"] }, "sections-too-few"),
        ["case id"] = (Midt with { CaseId = "SAG-1" }, "case-id-malformed"),
        ["call at 2.30"] = (With(t => t with { Call = t.Call with { Time = new TimeOnly(2, 30) } }), "time-in-clock-change"),
        ["call after reminder"] = (With(t => t with { Call = new(-21, new TimeOnly(9, 0)) }), "deadlines-out-of-order"),
        ["reminder after deadline"] = (With(t => t with { SecondReminder = new(-18, new TimeOnly(12, 0)) }), "deadlines-out-of-order"),
        ["freeze after dispatch"] = (With(t => t with { Freeze = new(-7, new TimeOnly(15, 0)) }), "deadlines-out-of-order"),
        ["dispatch after meeting"] = (With(t => t with { Dispatch = new(1, new TimeOnly(10, 0)) }), "deadline-on-wrong-side"),
        ["minutes before meeting"] = (With(t => t with { MinutesDue = new(-1, new TimeOnly(9, 30)) }), "deadline-on-wrong-side"),
        ["latest dispatch first"] = (With(t => t with { LatestDispatchWorkingDays = -8 }), "latest-dispatch"),
        ["negative call"] = (With(t => t with { ShortestCallWorkingDays = -1 }), "shortest-call"),
        ["week 54"] = (With(t => t with { QuietWeeks = [54] }), "quiet-week"),
        ["christmas on 31 November"] = (With(t => t with { Christmas = new(new MonthDay(11, 31), new MonthDay(1, 1)) }), "christmas-day"),
    };

    private static Council With(Func<TimelineSettings, TimelineSettings> change) => Midt with { Timeline = change(Midt.Timeline) };
}
