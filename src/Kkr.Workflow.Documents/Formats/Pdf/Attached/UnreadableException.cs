namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>A file that cannot be shown. It never leaves this folder: the file's page says it in words.</summary>
internal sealed class UnreadableException(string reason) : Exception(reason)
{
    /// <summary>Why, as a Danish sentence for the reader.</summary>
    public string Reason { get; } = reason;
}
