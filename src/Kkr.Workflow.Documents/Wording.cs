using System.Globalization;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents;

/// <summary>Words that mails and documents share.</summary>
internal static partial class Wording
{
    /// <summary>What stands in the place of a confidential item's title, and of whatever it asks for.</summary>
    public const string ClosedItem = ItemRules.ConfidentialTitle;

    /// <summary>The order of names in a Danish list: æ, ø and å come last.</summary>
    public static readonly StringComparer Alphabet = StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), CompareOptions.IgnoreCase);

    /// <summary>The title as anybody may read it.</summary>
    public static string PublicTitle(Item item) => OneLine(ItemRules.OpenTitle(item));

    /// <summary>»Randers Rådhus, Laksetorvet 1, 8900 Randers C«.</summary>
    public static string Place(Venue venue) =>
        string.IsNullOrWhiteSpace(venue.Address) ? venue.Name : $"{venue.Name}, {venue.Address}";

    /// <summary>»Randers Kommune«. A council may spell a name out (»Københavns Kommune«), and then it stands as it is.</summary>
    public static string Municipality(Municipality municipality) =>
        municipality.Name.Contains("kommune", StringComparison.OrdinalIgnoreCase) ? municipality.Name : municipality.Name + " Kommune";

    /// <summary>Trimmed at both ends, with plain line breaks.</summary>
    public static string Tidy(string? text) => text is null ? "" : text.ReplaceLineEndings("\n").Trim();

    /// <summary>On one line, with single spaces.</summary>
    public static string OneLine(string text) => Whitespace().Replace(text, " ").Trim();

    /// <summary>Without its last full stop, where the sentence around it brings one.</summary>
    public static string WithoutStop(string text) => Tidy(text).TrimEnd('.');

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Whitespace();
}
