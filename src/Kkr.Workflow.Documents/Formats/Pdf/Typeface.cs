namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Which cut of the typeface.</summary>
internal enum Face
{
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// <summary>
/// The typeface of every PDF, Source Sans 3 (SIL Open Font License 1.1), carried in this assembly: a page looks the same on every
/// machine, and what is embedded may be passed on.
/// </summary>
internal static class Typeface
{
    public const string Name = "SourceSans3";

    private static readonly string[] Files = ["400Regular", "700Bold", "400Regular_Italic", "700Bold_Italic"];

    private static readonly Lazy<TrueTypeFont>[] Cuts =
        [.. Files.Select(file => new Lazy<TrueTypeFont>(() => TrueTypeFont.Load($"{typeof(Typeface).Namespace}.Fonts.SourceSans3_{file}.ttf")))];

    public static TrueTypeFont Of(Face face) => Cuts[(int)face].Value;
}
