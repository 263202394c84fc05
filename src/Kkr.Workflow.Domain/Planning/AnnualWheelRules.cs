using System.Globalization;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Domain.Planning;

/// <summary>A subject that the annual wheel reserves on a meeting.</summary>
/// <param name="Title">The subject, or the single point of it.</param>
/// <param name="Content">The points under it.</param>
/// <param name="Remarks">The remarks column, or null.</param>
public sealed record ReservedSubject(string Title, IReadOnlyList<string> Content, string? Remarks);

/// <summary>Reads the annual wheel's meeting column and reserves items on the meetings it names (domain.md A7).</summary>
public static partial class AnnualWheelRules
{
    /// <summary>Why rows cannot make a wheel, or null: each needs a subject, once, and some text in its meeting column.</summary>
    public static Refusal? Check(IReadOnlyList<AnnualWheelRow> rows)
    {
        if (rows.FirstOrDefault(row => string.IsNullOrWhiteSpace(row.Subject) || string.IsNullOrWhiteSpace(row.RawMeeting)) is { } empty)
        {
            return Refusal.OfField(
                "wheel-row-empty", "rows", "a subject and a meeting column", empty.Subject,
                "Hver række i årshjulet skal have et emne og noget i kolonnen med møder.", "Every row of the annual wheel needs a subject and a meeting column.");
        }

        string? twice = rows.GroupBy(row => row.Subject.Trim(), StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).FirstOrDefault();
        return twice is null
            ? null
            : Refusal.OfField(
                "wheel-subject-twice", "rows.subject", "each subject once", twice,
                $"Emnet »{twice}« står der mere end én gang.", $"The subject '{twice}' is listed more than once.");
    }

    /// <summary>The wheel with every row resolved; what was written stays beside. Meetings of other years are ignored.</summary>
    public static AnnualWheel Resolve(AnnualWheel wheel, IReadOnlyList<Meeting> meetings) =>
        wheel with { Rows = [.. wheel.Rows.Select(row => Resolve(row, wheel.Year, meetings))] };

    /// <summary>
    /// One row: dates with or without a year, <c>Møderne i 2026</c>, a month that means the meeting in it, <c>når det er aktuelt</c>, or
    /// several of these in lines of their own. Text that says none of this is taken as "when relevant".
    /// </summary>
    public static AnnualWheelRow Resolve(AnnualWheelRow row, int year, IReadOnlyList<Meeting> meetings)
    {
        SortedSet<DateOnly> dates = [];
        List<AnnualWheelPoint> points = [];
        bool allInYear = false;
        bool whenRelevant = false;
        foreach (string line in Lines(row.RawMeeting))
        {
            if (SubjectInFront().Match(line) is { Success: true } own)
            {
                DateOnly[] ownDates = [.. DatesIn(own.Groups["when"].Value, year, meetings)];
                dates.UnionWith(ownDates);
                points.AddRange(ownDates.Select(date => new AnnualWheelPoint(own.Groups["subject"].Value.Trim(), date)));
                continue;
            }

            DateOnly[] found = [.. DatesIn(line, year, meetings)];
            dates.UnionWith(found);
            bool isAll = found.Length == 0 && AllMeetings().Match(line) is { Success: true } all
                && (!all.Groups["year"].Success || int.Parse(all.Groups["year"].Value, CultureInfo.InvariantCulture) == year);
            allInYear |= isAll;
            whenRelevant |= Relevant().IsMatch(line) || (found.Length == 0 && !isAll);
        }

        return row with { Dates = [.. dates], AllInYear = allInYear, WhenRelevant = whenRelevant, OnlyOn = points };
    }

    /// <summary>What a resolved wheel reserves on a meeting; a moved meeting keeps what its former dates reserved.</summary>
    public static IReadOnlyList<ReservedSubject> SubjectsOf(AnnualWheel wheel, Meeting meeting)
    {
        if (meeting.Date.Year != wheel.Year || meeting.Kind != MeetingKind.Ordinary || meeting.Phase == MeetingPhase.Cancelled)
        {
            return [];
        }

        HashSet<DateOnly> dates = [meeting.Date, .. meeting.ScheduleChanges.Select(change => change.FormerDate)];
        return [.. wheel.Rows.SelectMany(row => SubjectsOf(row, dates))];
    }

    /// <summary>Reserved items for the council's meetings, in the order of the meetings and then of the wheel. Ids are empty until stored.</summary>
    public static IReadOnlyList<Item> ReservedItems(AnnualWheel wheel, IReadOnlyList<Meeting> meetings, Council council) =>
    [
        .. meetings.OrderBy(meeting => meeting.Date)
            .SelectMany(meeting => SubjectsOf(wheel, meeting).Select(subject => Reservation(subject, wheel.Year, meeting, council)))
            .Select(item => item with { Generated = GeneratedText.Of(item) }),
    ];

    private static Item Reservation(ReservedSubject subject, int year, Meeting meeting, Council council) => new()
    {
        Id = "",
        Council = council.Id,
        Meeting = meeting.Key.Meeting,
        Origin = ItemOrigin.AnnualWheel,
        Status = ItemStatus.Accepted,
        Section = Math.Min(3, council.Sections.Count),
        Title = subject.Title,
        Background = Background(subject, year, council),
        Recommendation = $"Det indstilles, at {council.Name} drøfter punktet.",
        CaseId = council.CaseId,
        ReceivedAt = meeting.ScheduledAt,
    };

    private static IEnumerable<ReservedSubject> SubjectsOf(AnnualWheelRow row, HashSet<DateOnly> dates)
    {
        AnnualWheelPoint[] own = [.. row.OnlyOn.Where(point => dates.Contains(point.Date))];
        foreach (AnnualWheelPoint point in own)
        {
            yield return new ReservedSubject(point.Content, [], row.Remarks);
        }

        bool isNamed = row.Dates.Any(date => dates.Contains(date) && row.OnlyOn.All(point => point.Date != date));
        if (isNamed || row.AllInYear)
        {
            string[] elsewhere = [.. row.OnlyOn.Select(point => point.Content)];
            yield return new ReservedSubject(
                row.Subject, [.. row.Content.Where(content => !elsewhere.Contains(content, StringComparer.OrdinalIgnoreCase))], row.Remarks);
        }
    }

    private static string Background(ReservedSubject subject, int year, Council council)
    {
        string opening = $"Punktet følger af årshjulet for {year} for {council.Name}.";
        return subject.Content.Count == 0
            ? opening
            : $"{opening} Der lægges op til at behandle:\n\n{string.Join('\n', subject.Content.Select(content => $"- {content}"))}";
    }

    private static string[] Lines(string raw) =>
        Tag().Replace(raw, "\n").Split(['\n', '\r', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<DateOnly> DatesIn(string text, int year, IReadOnlyList<Meeting> meetings)
    {
        foreach (Match match in DayAndMonth().Matches(text))
        {
            int inYear = match.Groups["year"].Success ? int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) : year;
            int day = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
            if (Danish.MonthNamed(match.Groups["month"].Value) is { } month && inYear is >= 2000 and <= 2200 && day >= 1 && day <= DateTime.DaysInMonth(inYear, month))
            {
                yield return new DateOnly(inYear, month, day);
            }
        }

        foreach (Match match in MonthAlone().Matches(text))
        {
            int? month = Danish.MonthNamed(match.Groups["month"].Value);
            foreach (Meeting meeting in meetings.Where(meeting => meeting.Phase != MeetingPhase.Cancelled))
            {
                // A meeting that was moved out of the month is still the one that was meant.
                DateOnly[] dates = [meeting.Date, .. meeting.ScheduleChanges.Select(change => change.FormerDate)];
                foreach (DateOnly date in dates.Where(date => date.Year == year && date.Month == month).Take(1))
                {
                    yield return date;
                }
            }
        }
    }

    private const string MonthNames = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"<[^>]*>", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex($@"\b(?<day>[0-9]{{1,2}})\.\s*(?<month>{MonthNames})\b(\s+(?<year>[0-9]{{4}}))?", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayAndMonth();

    [GeneratedRegex($@"(\b(i|og)|,)\s+(?<month>{MonthNames})\b", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthAlone();

    [GeneratedRegex(@"^(?<subject>[^()]+)\((?<when>[^()]*)\)\s*$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SubjectInFront();

    [GeneratedRegex(@"\b(alle\s+møder|(alle\s+)?møderne)\b(\s+i\s+(?<year>[0-9]{4}))?", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AllMeetings();

    [GeneratedRegex(@"\b(aktuelt|relevant|løbende|efter\s+behov)\b", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Relevant();
}
