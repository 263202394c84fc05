namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>Which paragraph styles blocks take: those of running text, or those of a box that stands out from it.</summary>
internal abstract record DocxFrame
{
    /// <summary>Running text.</summary>
    public static DocxFrame None { get; } = new Unframed();

    /// <summary>The decision on an item.</summary>
    public static DocxFrame Decision { get; } = new DecisionFrame();

    /// <summary>What the document's mark warns or assures of.</summary>
    public static DocxFrame Mark(MarkKind kind) => new MarkFrame(kind);

    /// <summary>How far the text is indented within the box, in twentieths of a point.</summary>
    public virtual int Indentation => 0;

    /// <param name="level">1 to 5.</param>
    /// <param name="inContents">Whether the contents name it.</param>
    public abstract string Heading(int level, bool inContents);

    public abstract string Paragraph(ParagraphRole role);

    public abstract string Entry(ListStyle list, int depth);

    private sealed record Unframed : DocxFrame
    {
        public override string Heading(int level, bool inContents) => level == 2 && !inContents ? "Heading2Plain" : $"Heading{level}";

        public override string Paragraph(ParagraphRole role) => role switch
        {
            ParagraphRole.CaseLine => "CaseLine",
            ParagraphRole.Note => "Note",
            _ => "Normal",
        };

        public override string Entry(ListStyle list, int depth) => list switch
        {
            ListStyle.Bullets => "ListBullet",
            ListStyle.Attachments => "Attachment",
            ListStyle.Names => "Names",
            _ => "ListNumber",
        };
    }

    private sealed record DecisionFrame : DocxFrame
    {
        public override int Indentation => 240;

        public override string Heading(int level, bool inContents) => $"DecisionHeading{Math.Clamp(level, 3, 5)}";

        public override string Paragraph(ParagraphRole role) => role == ParagraphRole.Note ? "DecisionNote" : "Decision";

        // The bar of a box is drawn at the paragraph's edge; deeper entries have a style that keeps it in line.
        public override string Entry(ListStyle list, int depth) => depth == 0 ? "Decision" : "DecisionListDeep";
    }

    private sealed record MarkFrame(MarkKind Kind) : DocxFrame
    {
        public override int Indentation => 240;

        private string Family => Kind switch { MarkKind.Approved => "MarkApproved", MarkKind.Confidential => "MarkClosed", _ => "Mark" };

        public override string Heading(int level, bool inContents) => Family + "Label";

        public override string Paragraph(ParagraphRole role) => Family + "Text";

        public override string Entry(ListStyle list, int depth) => Family + "Text";
    }
}
