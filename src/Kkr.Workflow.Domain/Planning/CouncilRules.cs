using System.Globalization;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.Domain.Planning;

/// <summary>What a council's settings must be like.</summary>
public static partial class CouncilRules
{
    // About a year: what lies further off is a slip, and is counted day by day.
    private const int LongestWorkingDays = 250;

    private static readonly TimeOnly ClockChangeFrom = new(2, 0);
    private static readonly TimeOnly ClockChangeTo = new(3, 0);

    /// <summary>Every rule that the settings break; none when they are fine.</summary>
    public static IReadOnlyList<Refusal> Validate(Council council) =>
        [.. Identity(council), .. Municipalities(council.Municipalities), .. Agenda(council), .. TimelineOf(council.Timeline), .. Archive.RetentionRules.Validate(council.Retention)];

    private static IEnumerable<Refusal> Identity(Council council)
    {
        if (!IdShape().IsMatch(council.Id))
        {
            yield return Refusal.OfField(
                "council-id-malformed", "id", "lower-case letters, digits and hyphens, at most 40", council.Id,
                $"KKR's id »{council.Id}« må kun have små bogstaver a-z, tal og bindestreger.",
                $"The council id '{council.Id}' must be lower-case letters, digits and hyphens.");
        }

        if (string.IsNullOrWhiteSpace(council.Name))
        {
            yield return Refusal.OfField("council-name-missing", "name", "required", council.Name, "KKR skal have et navn.", "The council needs a name.");
        }

        if (!council.Secretariat.Email.Contains('@', StringComparison.Ordinal))
        {
            yield return Refusal.OfField(
                "secretariat-email", "secretariat.email", "an e-mail address", council.Secretariat.Email,
                "Sekretariatet skal have en e-mailadresse.", "The secretariat needs an e-mail address.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(council.TimeZone, out _))
        {
            yield return Refusal.OfField(
                "time-zone-unknown", "timeZone", "an IANA time zone", council.TimeZone,
                $"Tidszonen »{council.TimeZone}« findes ikke.", $"There is no time zone '{council.TimeZone}'.");
        }

        if (council.ConstituentLatest is not { Month: >= 1 and <= 11, Day: >= 1 } latest || latest.Day > DateTime.DaysInMonth(2028, latest.Month))
        {
            yield return Refusal.OfField(
                "constituent-latest", "constituentLatest", "a day before December", null,
                "Den seneste dag for et konstituerende møde skal være en dato fra januar til november.", "The latest day of a constituent meeting must be a day before December.");
        }

        if (council.QuorumShare is not (>= 0 and <= 1))
        {
            yield return Refusal.OfField(
                "quorum-share", "quorumShare", "0 to 1", council.QuorumShare.ToString(CultureInfo.InvariantCulture),
                "Andelen for beslutningsdygtighed skal ligge mellem 0 og 1.", "The quorum share must lie between 0 and 1.");
        }
    }

    private static IEnumerable<Refusal> Municipalities(IReadOnlyList<Municipality> municipalities)
    {
        if (municipalities.Count == 0)
        {
            yield return Refusal.OfField("municipalities-missing", "municipalities", "at least one", null, "KKR skal have kommuner.", "The council needs municipalities.");
        }

        foreach (Municipality municipality in municipalities)
        {
            if (municipality.Code.Length != 4 || !municipality.Code.All(char.IsAsciiDigit))
            {
                yield return Refusal.OfField(
                    "municipality-code-malformed", "municipalities.code", "four digits", municipality.Code,
                    $"Kommunekoden »{municipality.Code}« skal have fire cifre.", $"Municipality code '{municipality.Code}' must have four digits.");
            }

            if (string.IsNullOrWhiteSpace(municipality.Name))
            {
                yield return Refusal.OfField(
                    "municipality-name-missing", "municipalities.name", "required", municipality.Code,
                    $"Kommunen {municipality.Code} mangler navn.", $"Municipality {municipality.Code} needs a name.");
            }
        }

        foreach (string code in municipalities.GroupBy(municipality => municipality.Code).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return Refusal.OfField(
                "municipality-code-twice", "municipalities.code", "unique", code,
                $"Kommunekoden {code} står der mere end én gang.", $"Municipality code {code} is listed more than once.");
        }
    }

    private static IEnumerable<Refusal> Agenda(Council council)
    {
        if (council.Sections.Count == 0 || council.Sections.Any(string.IsNullOrWhiteSpace))
        {
            yield return Refusal.OfField(
                "sections", "sections", "at least one, each with a title", string.Join(", ", council.Sections),
                "Dagsordenen skal have afsnit, og hvert afsnit en overskrift.", "The agenda needs sections, each with a title.");
        }

        // 1.1, 2.1 and 6.1 have their sections by number.
        if (council.Sections.Count is > 0 and < 6)
        {
            yield return Refusal.OfField(
                "sections-too-few", "sections", "at least 6", council.Sections.Count.ToString(CultureInfo.InvariantCulture),
                "Dagsordenen skal have mindst seks afsnit: De faste punkter ligger i afsnit 1, 2 og 6.",
                "The agenda needs at least six sections: the automatic items are in sections 1, 2 and 6.");
        }

        if (council.CaseId is { } caseId && !Domain.Agenda.ItemFields.IsCaseId(caseId))
        {
            yield return Refusal.OfField(
                "case-id-malformed", "caseId", "must match SAG-YYYY-NNNNN", caseId,
                $"Sagsnummeret »{caseId}« skal have formen SAG-2026-00792.", $"The case id '{caseId}' must have the form SAG-2026-00792.");
        }
    }

    private static IEnumerable<Refusal> TimelineOf(TimelineSettings timeline)
    {
        (string Field, string Danish, DeadlineRule Rule)[] rules =
        [
            ("call", "Indkaldelsen", timeline.Call),
            ("firstReminder", "Første påmindelse", timeline.FirstReminder),
            ("secondReminder", "Anden påmindelse", timeline.SecondReminder),
            ("itemDeadline", "Fristen for punkter", timeline.ItemDeadline),
            ("networkDraft", "Direktørnetværkets udkast", timeline.NetworkDraft),
            ("chairmanshipDraft", "Formandskabets udkast", timeline.ChairmanshipDraft),
            ("freeze", "Låsningen af dagsordenen", timeline.Freeze),
            ("dispatch", "Udsendelsen", timeline.Dispatch),
            ("dayBefore", "Mailen før mødet", timeline.DayBefore),
            ("minutesDue", "Alarmen om referatet", timeline.MinutesDue),
            ("draftMinutes", "Udkastet til referat", timeline.DraftMinutes),
            ("commentsClose", "Fristen for bemærkninger", timeline.CommentsClose),
            ("publication", "Offentliggørelsen", timeline.Publication),
        ];
        foreach ((string field, string danish, DeadlineRule rule) in rules)
        {
            if (rule.Time >= ClockChangeFrom && rule.Time < ClockChangeTo)
            {
                yield return Refusal.OfField(
                    "time-in-clock-change", $"timeline.{field}.time", "not between 02:00 and 03:00", Danish.Time(rule.Time),
                    $"{danish} kan ikke ligge kl. {Danish.Time(rule.Time)}: Mellem kl. 2.00 og 3.00 stilles uret.",
                    $"{field} cannot be at {Danish.Time(rule.Time)}: clocks change between 02:00 and 03:00.");
            }

            if (Math.Abs((long)rule.WorkingDays) > LongestWorkingDays)
            {
                yield return TooFar(field, danish, rule.WorkingDays);
            }

            bool isBefore = Array.FindIndex(rules, r => r.Field == field) <= 8;
            if (isBefore ? rule.WorkingDays >= 0 : rule.WorkingDays < 0)
            {
                yield return Refusal.OfField(
                    "deadline-on-wrong-side", $"timeline.{field}.workingDays", isBefore ? "before the meeting (negative)" : "after the meeting (not negative)",
                    rule.WorkingDays.ToString(CultureInfo.InvariantCulture),
                    $"{danish} skal ligge {(isBefore ? "før" : "efter")} mødet.", $"{field} must be {(isBefore ? "before" : "after")} the meeting.");
            }
        }

        foreach (((string Field, string Danish, DeadlineRule Rule) first, (string Field, string Danish, DeadlineRule Rule) second) in rules.Zip(rules.Skip(1)))
        {
            if ((first.Rule.WorkingDays, first.Rule.Time).CompareTo((second.Rule.WorkingDays, second.Rule.Time)) >= 0)
            {
                yield return Refusal.OfField(
                    "deadlines-out-of-order", $"timeline.{second.Field}", $"after {first.Field}",
                    string.Create(CultureInfo.InvariantCulture, $"T{second.Rule.WorkingDays:+0;-0;+0} {Danish.Time(second.Rule.Time)}"),
                    $"{second.Danish} skal ligge efter »{first.Danish}«.", $"{second.Field} must come after {first.Field}.");
            }
        }

        if (timeline.LatestDispatchWorkingDays >= 0 || timeline.LatestDispatchWorkingDays < timeline.Dispatch.WorkingDays)
        {
            yield return Refusal.OfField(
                "latest-dispatch", "timeline.latestDispatchWorkingDays", "before the meeting and not before dispatch",
                timeline.LatestDispatchWorkingDays.ToString(CultureInfo.InvariantCulture),
                "Den seneste udsendelse skal ligge før mødet og ikke før den normale udsendelse.",
                "The latest dispatch must be before the meeting and not before the normal dispatch.");
        }

        if (timeline.ShortestCallWorkingDays > LongestWorkingDays)
        {
            yield return TooFar("shortestCall", "Den korteste svartid", timeline.ShortestCallWorkingDays);
        }

        if (timeline.ShortestCallWorkingDays < 0)
        {
            yield return Refusal.OfField(
                "shortest-call", "timeline.shortestCallWorkingDays", "0 or more", timeline.ShortestCallWorkingDays.ToString(CultureInfo.InvariantCulture),
                "Den korteste svartid kan ikke være negativ.", "The shortest call cannot be negative.");
        }

        foreach (int week in timeline.QuietWeeks.Where(week => week is < 1 or > 53))
        {
            yield return Refusal.OfField(
                "quiet-week", "timeline.quietWeeks", "1 to 53", week.ToString(CultureInfo.InvariantCulture),
                $"Uge {week} findes ikke.", $"There is no week {week}.");
        }

        // 2028 is a leap year, so 29 February is a day of it.
        foreach (MonthDay day in new[] { timeline.Christmas.From, timeline.Christmas.To }
            .Where(day => day.Month is < 1 or > 12 || day.Day < 1 || day.Day > DateTime.DaysInMonth(2028, day.Month)))
        {
            yield return Refusal.OfField(
                "christmas-day", "timeline.christmas", "a day of the year", string.Create(CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}"),
                $"{day.Day}/{day.Month} er ikke en dato.", $"There is no day {day.Day} of month {day.Month}.");
        }
    }

    private static Refusal TooFar(string field, string danish, int workingDays) => Refusal.OfField(
        "deadline-too-far", $"timeline.{field}", $"at most {LongestWorkingDays} working days", workingDays.ToString(CultureInfo.InvariantCulture),
        $"{danish} ligger for langt fra mødet: højst {LongestWorkingDays} hverdage.", $"{field} is too far from the meeting: at most {LongestWorkingDays} working days.");

    [GeneratedRegex(@"^[a-z0-9](-?[a-z0-9]){0,39}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdShape();
}
