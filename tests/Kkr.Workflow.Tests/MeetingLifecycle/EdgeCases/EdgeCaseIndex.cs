using System.Reflection;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>
/// Every edge case of the process, by a name that stays. Each has at least one test on virtual time through the API and the real
/// orchestrations, which says so with <see cref="EdgeCaseAttribute"/>; a case without a test fails here.
/// </summary>
public sealed class EdgeCaseIndex
{
    private static readonly Dictionary<string, string> Cases = new(StringComparer.Ordinal)
    {
        ["late-item-before-freeze"] = "A late item before the freeze: the chairmanship decides whether it is taken.",
        ["late-item-after-freeze"] = "A late item after the freeze comes only as a supplementary agenda, with the next number and its reason.",
        ["withdrawn-after-freeze"] = "An item withdrawn after the freeze keeps its number.",
        ["moved-meeting"] = "A moved meeting keeps its id: deadlines are recomputed, the calendar's event is updated and not made anew.",
        ["moved-meeting-passed-deadline"] = "A deadline that has passed is not opened again by a move.",
        ["cancelled-meeting-items"] = "A cancelled meeting's items go back to the pool or on to the next meeting.",
        ["cancelled-meeting-promises"] = "What was promised to a cancelled meeting waits for another.",
        ["quorum-lacking"] = "Without a quorum items are discussed, not decided.",
        ["quorum-threshold"] = "The share that makes a quorum is the council's own.",
        ["chair-changes"] = "Whoever holds the post when the mail is sent gets it.",
        ["no-chairmanship"] = "With no chairmanship the longest-serving mayor is asked.",
        ["constituent-meeting"] = "A constituent meeting has its own agenda and no call.",
        ["changeover-old-minutes"] = "The last minutes of the old council are approved by the new one.",
        ["changeover-expired-members"] = "Nobody whose tenure has ended gets mail.",
        ["no-next-meeting"] = "With no next meeting planned, approval waits until one is.",
        ["no-next-meeting-nudge"] = "With no next meeting planned, the secretariat is reminded every month.",
        ["no-next-meeting-text"] = "With no next meeting planned, the draft minutes say that the date follows.",
        ["minutes-not-approved"] = "Minutes that are not approved are on the next agenda again.",
        ["minutes-amended"] = "Minutes approved with an amendment are a new version.",
        ["several-minutes-await"] = "Several minutes may await approval in one item.",
        ["postponed-item"] = "A postponed item continues as a new one, and the old one keeps its decision.",
        ["postponed-to-unplanned-date"] = "An item postponed to a date without a meeting waits in the pool for that date.",
        ["dst-october"] = "Deadlines on both sides of the change in October keep their time of day.",
        ["dst-march"] = "Deadlines on both sides of the change in March keep their time of day.",
        ["dst-forbidden-hour"] = "No deadline lies in the hour in which clocks change.",
        ["deadline-on-holiday"] = "A deadline that would fall on a closing day comes on the working day before.",
        ["holiday-table-changes"] = "A new closing day moves the deadlines of a meeting that waits.",
        ["director-changes-municipality"] = "A director who goes to another municipality gets the mail of the new post only.",
        ["vacant-post"] = "Mail for a vacant post goes to the secretariat.",
        ["acting-holder"] = "Mail for a post with an acting holder goes to them.",
        ["repeated-request"] = "The same request twice has its effect once.",
        ["same-title"] = "Two items of one municipality with the same title: the system asks, and drops nothing.",
        ["confidential-container"] = "A confidential item's documents are kept apart.",
        ["confidential-title"] = "A confidential item's title is masked in the public agenda.",
        ["confidential-mail"] = "Nothing of a confidential item is in a mail or an invitation.",
        ["confidential-access-log"] = "Whoever reads something confidential is in the log.",
        ["confidential-guests"] = "Guests never receive what is confidential.",
        ["confidential-reclassified"] = "An item may be made confidential, or public, later.",
        ["overlapping-lifecycles"] = "Two meetings run at once and do not disturb each other.",
        ["external-deadline"] = "A deadline outside that falls before the meeting: a warning, and the written procedure.",
        ["presenter-slot"] = "A presenter's slot must lie within the meeting.",
        ["pending-attachment"] = "An attachment that is still awaited holds publishing back.",
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EdgeCase_OfTheProcess_HasATest(string name) => Assert.True(Tested().Contains(name), $"{name} has no test: {Cases[name]}");

    [Fact]
    public void EdgeCase_NamedByATest_IsInTheIndex() => Assert.Empty(Tested().Except(Cases.Keys));

    private static HashSet<string> Tested() =>
    [
        .. typeof(EdgeCaseIndex).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(method => method.GetCustomAttributes<EdgeCaseAttribute>())
            .Select(edgeCase => edgeCase.Name),
    ];
}
