using System.Globalization;

namespace Kkr.Workflow.Domain;

/// <summary>Dates, times and lists as they are written in Danish, whatever culture the machine has.</summary>
public static class Danish
{
    private static readonly string[] Months =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    private static readonly string[] Weekdays = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"];

    /// <summary>E.g. <c>17. november 2026</c>.</summary>
    public static string Date(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}. {Months[date.Month - 1]} {date.Year}");

    /// <summary>E.g. <c>tirsdag den 17. november 2026</c>.</summary>
    public static string DateWithWeekday(DateOnly date) => $"{Weekday(date)} den {Date(date)}";

    /// <summary>E.g. <c>tirsdag</c>.</summary>
    public static string Weekday(DateOnly date) => Weekdays[(int)date.DayOfWeek];

    /// <summary>E.g. <c>november</c>.</summary>
    /// <param name="month">1 to 12.</param>
    public static string Month(int month) => Months[month - 1];

    /// <summary>The month 1 to 12 whose full Danish name this is, or null.</summary>
    public static int? MonthNamed(string name)
    {
        int index = Array.FindIndex(Months, month => month.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index + 1;
    }

    /// <summary>E.g. <c>9.30</c> and <c>12.00</c>.</summary>
    public static string Time(TimeOnly time) => string.Create(CultureInfo.InvariantCulture, $"{time.Hour}.{time.Minute:00}");

    /// <summary>E.g. <c>22. oktober 2026 kl. 12.00</c>.</summary>
    public static string DateTime(DateOnly date, TimeOnly time) => $"{Date(date)} kl. {Time(time)}";

    /// <summary>An instant as a local date and time, e.g. <c>22. oktober 2026 kl. 12.00</c>.</summary>
    public static string DateTime(DateTimeOffset instant, string ianaTimeZone)
    {
        (DateOnly date, TimeOnly time) = LocalTime.ToLocal(instant, ianaTimeZone);
        return DateTime(date, time);
    }

    /// <summary>E.g. <c>9.30–12.00</c>, with the en dash that Danish spans have.</summary>
    public static string Span(TimeOnly start, TimeOnly end) => $"{Time(start)}–{Time(end)}";

    /// <summary>E.g. <c>a</c>, <c>a og b</c>, <c>a, b og c</c>; empty for no parts.</summary>
    public static string List(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length switch
        {
            0 => "",
            1 => all[0],
            _ => $"{string.Join(", ", all[..^1])} og {all[^1]}",
        };
    }

    /// <summary>Dates in order, the year once when it is shared: <c>17. juni og 1. september 2026</c>.</summary>
    public static string Dates(IEnumerable<DateOnly> dates)
    {
        DateOnly[] all = [.. dates.Order()];
        return List(all.Select((date, i) => i + 1 < all.Length && all[i + 1].Year == date.Year
            ? $"{date.Day}. {Months[date.Month - 1]}"
            : Date(date)));
    }

    /// <summary>A number with its noun: <c>1 punkt</c>, <c>2 punkter</c>, <c>ingen punkter</c>.</summary>
    public static string Count(int number, string singular, string plural) => number switch
    {
        0 => $"ingen {plural}",
        1 => $"1 {singular}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number} {plural}"),
    };
}
