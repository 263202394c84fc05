namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>An image as a picture. An image's own space is one by one, its upper left corner at (0, 1).</summary>
internal static class ImagePlace
{
    // Three quarters of a point to a pixel: the size that the web gives it.
    private const double PointsPerPixel = 0.75;

    /// <param name="id">The image's object.</param>
    /// <param name="width">In pixels, as it is stored.</param>
    /// <param name="height">In pixels, as it is stored.</param>
    /// <param name="orientation">1 to 8, as Exif numbers them.</param>
    public static Picture Of(int id, int width, int height, int orientation)
    {
        Matrix turned = orientation switch
        {
            2 => new Matrix(-1, 0, 0, 1, 1, 0),
            3 => new Matrix(-1, 0, 0, -1, 1, 1),
            4 => new Matrix(1, 0, 0, -1, 0, 1),
            5 => new Matrix(0, -1, -1, 0, 1, 1),
            6 => new Matrix(0, -1, 1, 0, 0, 1),
            7 => new Matrix(0, 1, 1, 0, 0, 0),
            8 => new Matrix(0, 1, -1, 0, 1, 0),
            _ => Matrix.Moving(0, 0),
        };
        (double seenWidth, double seenHeight) = orientation >= 5 ? (height * PointsPerPixel, width * PointsPerPixel) : (width * PointsPerPixel, height * PointsPerPixel);
        return new Picture(seenWidth, seenHeight, [new PictureDraw(id, turned.Then(Matrix.Scaling(seenWidth, seenHeight)))], []);
    }
}
