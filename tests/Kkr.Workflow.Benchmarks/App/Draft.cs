using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Benchmarks.App;

/// <summary>What the benchmark's council, meeting and items look like.</summary>
internal static class Draft
{
    public const string Council = "maaling";
    public const string Title = "Fælles indkøb af elbiler til hjemmeplejen";
    public const string Background =
        "Kommunerne har hver for sig udbudt elbiler til hjemmeplejen. Priserne ligger langt fra hinanden, og leveringstiden er op til et år. "
        + "Et fælles udbud er drøftet i netværket, som anbefaler, at et mindre antal kommuner går foran og deler erfaringerne.";
    public const string Recommendation = "Det indstilles, at rådet drøfter et fælles udbud og beder netværket om et oplæg til næste møde.";

    public static object Setup => new
    {
        Council = new Council
        {
            Id = Council,
            Name = "KKR Måling",
            Secretariat = new Secretariat("KKR-sekretariatet", "kkr@example.dk", "12 34 56 78"),
            Municipalities = [new Municipality("0730", "Randers")],
        },
        Directory = new DirectoryBook([], [], []),
    };

    /// <summary>Each has its own title: the app asks about two alike.</summary>
    public static object Item(int number) => new { Title = string.Create(CultureInfo.InvariantCulture, $"{Title} {number}"), Background, Recommendation };

    /// <summary>A meeting far enough ahead that nothing is late.</summary>
    public static object Meeting(DateOnly today, int number) => new
    {
        Date = new WorkingDays(new TimelineSettings()).Next(today.AddDays(180 + (7 * number))),
        Start = "09:30",
        End = "12:30",
        Venue = new { Name = "Randers Rådhus" },
        Kind = "ordinary",
    };
}
