using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Holding;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>When somebody came and left, in the words of the minutes.</summary>
internal static class PresenceWords
{
    /// <summary>»: deltog fra kl. 10.15 og forlod mødet efter punkt 3.2«; nothing for those who were there all the time.</summary>
    public static string Of(Attendance attendance, string who)
    {
        PartialPresence[] parts = [.. attendance.Parts.Where(part => part.Who == who)];
        return parts.Length == 0 ? "" : ": " + string.Join("; ", parts.Select((part, index) => One(part, isAgain: index > 0)));
    }

    private static string One(PartialPresence part, bool isAgain)
    {
        string? arrival = Point(part.From, part.FromItem, "fra");
        string? departure = Point(part.Until, part.UntilItem, "efter");
        string came = arrival is null ? "" : $"deltog {(isAgain ? "igen " : "")}{arrival}";
        string left = departure is null ? "" : $"forlod mødet {departure}";
        return came.Length == 0 ? left : left.Length == 0 ? came : $"{came} og {left}";
    }

    private static string? Point(TimeOnly? time, string? item, string word) => (time, item) switch
    {
        ({ } at, null) => (word == "fra" ? "fra " : "") + $"kl. {Danish.Time(at)}",
        (null, { } number) => $"{word} punkt {number}",
        ({ } at, { } number) => (word == "fra" ? "fra " : "") + $"kl. {Danish.Time(at)} ({word} punkt {number})",
        _ => null,
    };
}
