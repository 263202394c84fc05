using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>The pages of an attached PDF, each as one picture that keeps its text, and its links to the web.</summary>
internal static class ForeignPdf
{
    private const int MostPages = 1_000;
    private const int DeepestTree = 50;

    /// <exception cref="UnreadableException">It cannot be shown.</exception>
    public static IReadOnlyList<Picture> Read(byte[] content, PdfFile file)
    {
        try
        {
            using PdfDocument document = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            if (document.IsEncrypted)
            {
                throw new UnreadableException("Filen er beskyttet med en adgangskode.");
            }

            ForeignObjects objects = new(file, document.Structure);
            List<DictionaryToken> pages = [];
            if (objects.Get<DictionaryToken>(document.Structure.Catalog.CatalogDictionary, "Pages") is { } tree)
            {
                Gather(tree, [], objects, pages, 0);
            }

            return pages.Count == 0 ? throw new UnreadableException("Filen har ingen sider.") : [.. pages.Select(page => One(page, objects, file))];
        }
        catch (Exception fault) when (fault is not UnreadableException and not OutOfMemoryException)
        {
            // Whatever the sender's program has written: nobody's agenda is to fail by it.
            throw new UnreadableException(IsAboutPasswords(fault) ? "Filen er beskyttet med en adgangskode." : "Filen er beskadiget eller bygget på en måde, som ikke kan gengives.");
        }
    }

    private static bool IsAboutPasswords(Exception fault) => fault.GetType().Name.Contains("Encrypted", StringComparison.Ordinal);

    /// <summary>The tree's pages in order, each with what it inherits.</summary>
    private static void Gather(DictionaryToken node, Dictionary<string, IToken> inherited, ForeignObjects objects, List<DictionaryToken> pages, int depth)
    {
        Dictionary<string, IToken> own = new(inherited);
        foreach (string name in new[] { "Resources", "MediaBox", "CropBox", "Rotate" })
        {
            if (node.Data.TryGetValue(name, out IToken? value))
            {
                own[name] = value;
            }
        }

        if (objects.Get<ArrayToken>(node, "Kids") is not { } kids)
        {
            pages.Add(own.Aggregate(node, (page, value) => page.With(value.Key, value.Value)));
            return;
        }

        foreach (IToken kid in kids.Data)
        {
            if (depth >= DeepestTree || pages.Count >= MostPages)
            {
                throw new UnreadableException("Filen har for mange sider til at blive sat ind i det samlede dokument.");
            }

            if (objects.Resolve(kid) is DictionaryToken next)
            {
                Gather(next, own, objects, pages, depth + 1);
            }
        }
    }

    private static Picture One(DictionaryToken page, ForeignObjects objects, PdfFile file)
    {
        double[] media = Box(page, "MediaBox", objects) ?? [0, 0, Sheet.Width, Sheet.Height];
        double[] crop = Box(page, "CropBox", objects) ?? media;
        double[] seen = [Math.Max(media[0], crop[0]), Math.Max(media[1], crop[1]), Math.Min(media[2], crop[2]), Math.Min(media[3], crop[3])];
        if (seen[2] - seen[0] < 3 || seen[3] - seen[1] < 3)
        {
            seen = media;
        }

        double width = seen[2] - seen[0];
        double height = seen[3] - seen[1];
        if (!(width >= 3 && height >= 3))
        {
            throw new UnreadableException("Filen har en side uden størrelse.");
        }

        int turn = ((((int)(objects.Get<NumericToken>(page, "Rotate")?.Data ?? 0) % 360) + 360) % 360) / 90;
        Matrix place = Matrix.Moving(-seen[0], -seen[1]).Then(turn switch
        {
            1 => new Matrix(0, -1, 1, 0, 0, width),
            2 => new Matrix(-1, 0, 0, -1, width, height),
            3 => new Matrix(0, 1, -1, 0, height, 0),
            _ => Matrix.Moving(0, 0),
        });
        List<PictureDraw> draws = [new PictureDraw(Content(page, seen, objects, file), place)];
        ForeignNotes notes = new(page, objects, file);
        draws.AddRange(notes.Draws().Select(draw => draw with { Place = draw.Place.Then(place) }));
        objects.Finish();
        return new Picture(turn % 2 == 1 ? height : width, turn % 2 == 1 ? width : height, draws, [.. notes.Links(place)]);
    }

    private static int Content(DictionaryToken page, double[] seen, ForeignObjects objects, PdfFile file)
    {
        int id = file.Reserve();
        string resources = objects.Copy(page.Data.GetValueOrDefault("Resources") ?? DictionaryToken.Empty);
        string group = page.Data.TryGetValue("Group", out IToken? value) ? "/Group " + objects.Copy(value) : "";
        string form = $"/Type/XObject/Subtype/Form/BBox[{string.Join(' ', seen.Select(PdfSyntax.Precise))}]/Resources {resources}{group}";
        switch (objects.Resolve(page.Data.GetValueOrDefault("Contents")))
        {
            case StreamToken one:
                objects.PutStream(id, one, form, withOwn: false);
                break;
            case ArrayToken several:
                byte[] all = [.. several.Data.Select(objects.Resolve).OfType<StreamToken>().SelectMany(part => objects.Unpack(part).Append((byte)'\n'))];
                file.PutStream(id, form, all);
                break;
            default:
                file.PutStream(id, form, []);
                break;
        }

        return id;
    }

    public static double[]? Box(DictionaryToken dictionary, string name, ForeignObjects objects)
    {
        if (objects.Get<ArrayToken>(dictionary, name) is not { Data.Count: 4 } array)
        {
            return null;
        }

        double[] edges = [.. array.Data.Select(edge => (objects.Resolve(edge) as NumericToken)?.Data ?? 0)];
        return [Math.Min(edges[0], edges[2]), Math.Min(edges[1], edges[3]), Math.Max(edges[0], edges[2]), Math.Max(edges[1], edges[3])];
    }
}
