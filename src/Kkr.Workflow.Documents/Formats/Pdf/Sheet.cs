namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>A4 in points, with the same margins and colours as the other formats have.</summary>
internal static class Sheet
{
    public const double Width = 595.276;
    public const double Height = 841.89;
    public const double Left = 72;
    public const double Right = Width - 72;
    public const double Top = 76;
    public const double Bottom = Height - 68;
    public const double TextWidth = Right - Left;

    /// <summary>The size of running text.</summary>
    public const double Body = 11;

    /// <summary>From one line of running text to the next, as a share of its size.</summary>
    public const double Leading = 1.42;
}

/// <summary>The colours of a page; each text colour has a contrast of at least 4.5:1 on every ground that it stands on.</summary>
internal enum Ink
{
    Text,
    Quiet,
    Accent,
    Warning,
    Line,
    Pale,
    DraftGround,
    DraftEdge,
    ApprovedGround,
    ApprovedEdge,
    ClosedGround,
    ClosedEdge,
}
