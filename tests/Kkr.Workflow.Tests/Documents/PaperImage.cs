using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>A page as it looks on paper: its ink, dot by dot, and where its words stand.</summary>
internal sealed class PaperImage
{
    /// <summary>Dots per inch: a dot is half a millimetre, enough to see what leaves a margin.</summary>
    private const int Resolution = 50;
    private const double PointsPerDot = 72.0 / Resolution;
    private const byte Ink = 250;

    private readonly byte[] grey;
    private readonly int width;
    private readonly int height;

    private PaperImage(byte[] grey, int width, int height) => (this.grey, this.width, this.height) = (grey, width, height);

    /// <summary>Every page of a PDF, drawn by poppler.</summary>
    public static IReadOnlyList<PaperImage> Of(string pdf)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-paper-");
        try
        {
            OfficeFixture.Run("pdftoppm", "-gray", "-r", Resolution.ToString(CultureInfo.InvariantCulture), pdf, Path.Combine(folder.FullName, "p"));
            return [.. folder.GetFiles("*.pgm").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => Read(File.ReadAllBytes(file.FullName)))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Every word of every page, with its place in points.</summary>
    public static IReadOnlyList<IReadOnlyList<Word>> Words(string pdf) =>
    [
        .. XDocument.Parse(OfficeFixture.Run("pdftotext", "-bbox", pdf, "-")).Descendants().Where(element => element.Name.LocalName == "page").Select(page =>
            (IReadOnlyList<Word>)
            [
                .. page.Elements().Select(word => new Word(word.Value, Number(word, "xMin"), Number(word, "yMin"), Number(word, "xMax"), Number(word, "yMax"))),
            ]),
    ];

    /// <summary>A word on a page, in points from the upper left corner.</summary>
    internal sealed record Word(string Text, double Left, double Top, double Right, double Bottom)
    {
        /// <summary>Whether the two are printed over each other. Their boxes are higher than their letters, so lines may touch.</summary>
        public bool Covers(Word other) =>
            Math.Min(Right, other.Right) - Math.Max(Left, other.Left) > 1.5
            && Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) > 0.5 * Math.Min(Bottom - Top, other.Bottom - other.Top);
    }

    /// <summary>The edges of all that is printed, in points; the page's own edges the wrong way round where nothing is.</summary>
    public (double Left, double Top, double Right, double Bottom) Printed()
    {
        (int left, int top, int right, int bottom) = (width, height, 0, 0);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (grey[(y * width) + x] < Ink)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                }
            }
        }

        return (left * PointsPerDot, top * PointsPerDot, right * PointsPerDot, bottom * PointsPerDot);
    }

    /// <summary>Whether there is ink where a word is said to stand: text that is there to be read must be there to be seen.</summary>
    public bool Shows(Word word)
    {
        byte darkest = 255;
        byte lightest = 0;
        for (int y = Dot(word.Top); y <= Math.Min(Dot(word.Bottom), height - 1); y++)
        {
            for (int x = Dot(word.Left); x <= Math.Min(Dot(word.Right), width - 1); x++)
            {
                byte dot = grey[(y * width) + x];
                (darkest, lightest) = (Math.Min(darkest, dot), Math.Max(lightest, dot));
            }
        }

        return lightest - darkest > 25;
    }

    private static int Dot(double points) => Math.Max((int)(points / PointsPerDot), 0);

    private static double Number(XElement word, string attribute) => double.Parse(word.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>A binary PGM: three numbers and then the dots.</summary>
    private static PaperImage Read(byte[] file)
    {
        int at = 0;
        string[] head = [.. Enumerable.Range(0, 4).Select(_ => Next())];
        Assert.Equal("P5", head[0]);
        return new PaperImage(file[at..], int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));

        string Next()
        {
            StringBuilder word = new();
            while (!char.IsWhiteSpace((char)file[at]))
            {
                word.Append((char)file[at++]);
            }

            at++;
            return word.ToString();
        }
    }
}
