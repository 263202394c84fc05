using System.Text;
using UglyToad.PdfPig.Tokens;

namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>What lies over a foreign page: filled-in fields, stamps and notes as they look, and links to the web.</summary>
internal sealed class ForeignNotes(DictionaryToken page, ForeignObjects objects, PdfFile file)
{
    private const int Hidden = 2;
    private const int NoView = 32;

    private readonly List<DictionaryToken> notes =
        [.. (objects.Get<ArrayToken>(page, "Annots")?.Data ?? []).Select(objects.Resolve).OfType<DictionaryToken>()];

    /// <summary>Their looks, in the page's own space (ISO 32000-1, 12.5.5).</summary>
    public IEnumerable<PictureDraw> Draws()
    {
        foreach (DictionaryToken note in notes)
        {
            bool isSeen = ((int)(objects.Get<NumericToken>(note, "F")?.Data ?? 0) & (Hidden | NoView)) == 0;
            if (!isSeen || Subtype(note) is "Link" or "Popup" || Look(note) is not { } look || ForeignPdf.Box(note, "Rect", objects) is not { } rectangle
                || ForeignPdf.Box(look.StreamDictionary, "BBox", objects) is not { } box)
            {
                continue;
            }

            Matrix own = MatrixOf(look.StreamDictionary);
            (double left, double bottom, double right, double top) = own.Around(box[0], box[1], box[2], box[3]);
            if (right - left < 0.01 || top - bottom < 0.01)
            {
                continue;
            }

            Matrix fit = Matrix.Moving(-left, -bottom)
                .Then(Matrix.Scaling((rectangle[2] - rectangle[0]) / (right - left), (rectangle[3] - rectangle[1]) / (top - bottom)))
                .Then(Matrix.Moving(rectangle[0], rectangle[1]));
            int id = file.Reserve();
            objects.PutStream(id, look, "");
            yield return new PictureDraw(id, fit);
        }
    }

    /// <summary>Links to the web; <paramref name="place"/> leads from the page's own space to the picture's.</summary>
    public IEnumerable<PictureLink> Links(Matrix place)
    {
        foreach (DictionaryToken note in notes.Where(note => Subtype(note) == "Link"))
        {
            if (objects.Get<DictionaryToken>(note, "A") is { } action && Address(action) is { } address && HtmlText.IsSafeAddress(address)
                && ForeignPdf.Box(note, "Rect", objects) is { } box)
            {
                (double left, double bottom, double right, double top) = place.Around(box[0], box[1], box[2], box[3]);
                yield return new PictureLink(address, left, bottom, right, top);
            }
        }
    }

    private string? Subtype(DictionaryToken note) => objects.Get<NameToken>(note, "Subtype")?.Data;

    private string? Address(DictionaryToken action) => action.Data.TryGetValue("URI", out IToken? address)
        ? objects.Resolve(address) switch
        {
            StringToken text => text.Data,
            HexToken hex => Encoding.Latin1.GetString(hex.Bytes),
            _ => null,
        }
        : null;

    /// <summary>The normal look; a field with several says which one it is in.</summary>
    private StreamToken? Look(DictionaryToken note)
    {
        if (objects.Get<DictionaryToken>(note, "AP") is not { } looks || !looks.Data.TryGetValue("N", out IToken? normal))
        {
            return null;
        }

        return objects.Resolve(normal) switch
        {
            StreamToken look => look,
            DictionaryToken states when objects.Get<NameToken>(note, "AS") is { } state => objects.Get<StreamToken>(states, state.Data),
            _ => null,
        };
    }

    private Matrix MatrixOf(DictionaryToken form)
    {
        if (objects.Get<ArrayToken>(form, "Matrix") is not { Data.Count: 6 } array)
        {
            return Matrix.Moving(0, 0);
        }

        double[] m = [.. array.Data.Select(value => (objects.Resolve(value) as NumericToken)?.Data ?? 0)];
        return new Matrix(m[0], m[1], m[2], m[3], m[4], m[5]);
    }
}
