using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>List numbering: bullets share one, while each numbered list counts for itself. The definitions are in Numbering.xml.</summary>
internal sealed class DocxLists(NumberingDefinitionsPart numbering)
{
    public const int DeepestLevel = 8;

    /// <summary>How far each level is indented, in twentieths of a point; as Numbering.xml has it.</summary>
    public const int Step = 397;

    private const int BulletsId = 1;
    private const int AttachmentsId = 3;
    private const int NumbersDefinition = 1;
    private const int LettersDefinition = 2;

    private int last = AttachmentsId;

    /// <summary>The numbering of one list, or null for a list that shows none.</summary>
    public W.NumberingProperties? Of(Listing list, int level)
    {
        int? id = list.Style switch
        {
            ListStyle.Bullets => BulletsId,
            ListStyle.Attachments => AttachmentsId,
            ListStyle.Numbers => Counted(NumbersDefinition, level, list.Start),
            ListStyle.Letters => Counted(LettersDefinition, level, list.Start),
            _ => null,
        };
        return id is { } number
            ? new W.NumberingProperties { NumberingLevelReference = new() { Val = level }, NumberingId = new() { Val = number } }
            : null;
    }

    private int Counted(int definition, int level, int start)
    {
        int id = ++last;
        numbering.Numbering!.AppendChild(new W.NumberingInstance(
            new W.AbstractNumId { Val = definition },
            new W.LevelOverride { LevelIndex = level, StartOverrideNumberingValue = new W.StartOverrideNumberingValue { Val = start } })
        {
            NumberID = id,
        });
        return id;
    }
}
