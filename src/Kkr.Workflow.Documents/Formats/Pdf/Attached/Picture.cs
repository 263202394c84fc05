namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>Something foreign that is shown whole: a page of an attached PDF, or an image.</summary>
/// <param name="Width">As it is seen, in points.</param>
/// <param name="Height">As it is seen, in points.</param>
/// <param name="Draws">What is drawn, one over the other.</param>
/// <param name="Links">Its links to the web, so that they go on working.</param>
internal sealed record Picture(double Width, double Height, IReadOnlyList<PictureDraw> Draws, IReadOnlyList<PictureLink> Links);

/// <summary>An object of the file, and how its own space lies in the picture's (from the lower left corner, in points).</summary>
internal sealed record PictureDraw(int Id, Matrix Place);

/// <summary>A link over a rectangle of the picture, from its lower left corner, in points.</summary>
internal sealed record PictureLink(string Address, double Left, double Bottom, double Right, double Top);

/// <summary>A mapping of the plane (ISO 32000-1, 8.3.3).</summary>
internal sealed record Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix Scaling(double x, double y) => new(x, 0, 0, y, 0, 0);

    public static Matrix Moving(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>First this, then the other.</summary>
    public Matrix Then(Matrix next) => new(
        (A * next.A) + (B * next.C),
        (A * next.B) + (B * next.D),
        (C * next.A) + (D * next.C),
        (C * next.B) + (D * next.D),
        (E * next.A) + (F * next.C) + next.E,
        (E * next.B) + (F * next.D) + next.F);

    public (double X, double Y) Of(double x, double y) => ((x * A) + (y * C) + E, (x * B) + (y * D) + F);

    /// <summary>The upright rectangle around the mapped one.</summary>
    public (double Left, double Bottom, double Right, double Top) Around(double left, double bottom, double right, double top)
    {
        (double X, double Y)[] corners = [Of(left, bottom), Of(right, bottom), Of(left, top), Of(right, top)];
        return (corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
    }

    public override string ToString() => string.Join(' ', new[] { A, B, C, D, E, F }.Select(PdfSyntax.Precise));
}
