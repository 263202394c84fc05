namespace Kkr.Workflow.Documents;

/// <summary>What a document is written as.</summary>
public enum FileFormat
{
    /// <summary>One self-contained page for the browser.</summary>
    Html,

    /// <summary>A Word document that can be edited further.</summary>
    Docx,

    /// <summary>A tagged PDF for reading, printing and keeping.</summary>
    Pdf,
}
