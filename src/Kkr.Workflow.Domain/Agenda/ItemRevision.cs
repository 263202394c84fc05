namespace Kkr.Workflow.Domain.Agenda;

/// <summary>One version of an item's text: who made it, and what it changed.</summary>
/// <param name="Number">1, 2, … within the item.</param>
/// <param name="At">UTC.</param>
/// <param name="By">The post that wrote it.</param>
/// <param name="Changed">The fields that differ from the version before, by their names in the API; empty for the first.</param>
/// <param name="Title">The title as it then was.</param>
public sealed record ItemRevision(int Number, DateTimeOffset At, string By, IReadOnlyList<string> Changed, string Title);

/// <summary>A version of an item's text, as it can be read again.</summary>
/// <param name="Number">1, 2, … within the item.</param>
/// <param name="At">UTC, or null where the system made the text.</param>
/// <param name="By">The post that wrote it, or <c>system</c>.</param>
/// <param name="Changed">The fields that differ from the version before.</param>
/// <param name="Title">The title as it then was.</param>
/// <param name="Background">Baggrund.</param>
/// <param name="Recommendation">Indstilling.</param>
/// <param name="Presentation">Sagsfremstilling, or null.</param>
public sealed record ItemVersion(
    int Number,
    DateTimeOffset? At,
    string By,
    IReadOnlyList<string> Changed,
    string Title,
    string Background,
    string Recommendation,
    string? Presentation)
{
    /// <summary>
    /// The versions, numbered, from every text that was kept, oldest first. A text kept again for another reason, such as the decision beside it, is
    /// the same version.
    /// </summary>
    /// <param name="kept">Each text with the revision it was kept as, or null, and the item's title of today.</param>
    public static IReadOnlyList<ItemVersion> Of(IEnumerable<(ItemRevision? Revision, Item Text)> kept)
    {
        List<ItemVersion> versions = [];
        foreach ((ItemRevision? revision, Item text) in kept)
        {
            ItemVersion version = new(
                revision?.Number ?? (versions is [.., { } before] ? before.Number + 1 : 1),
                revision?.At,
                revision?.By ?? "system",
                revision?.Changed ?? [],
                revision?.Title ?? text.Title,
                text.Background,
                text.Recommendation,
                text.Presentation);
            bool isSame = versions is [.., { } last] && (revision is null
                ? (last.Background, last.Recommendation, last.Presentation) == (version.Background, version.Recommendation, version.Presentation)
                : last.Number == revision.Number && last.At == revision.At);
            if (!isSame)
            {
                versions.Add(version);
            }
        }

        return versions;
    }
}
