using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>An edition that only members get: confidential items are printed whole, and both they and the document say that they are confidential.</summary>
internal static class MembersEdition
{
    /// <summary>The agenda with its confidential items opened, their titles marked so that nobody takes them for public.</summary>
    public static NumberedAgenda Of(NumberedAgenda agenda) => new(
    [
        .. agenda.Sections.Select(section => section with
        {
            Items = [.. section.Items.Select(item => item.Confidential ? item with { Confidential = false, Title = $"Fortroligt: {item.Title}" } : item)],
        }),
    ]);

    public static ComposedDocument Of(ComposedDocument document) => new(
        document.Page with
        {
            Title = document.Page.Title + " – fortrolig udgave",
            Restriction = new Mark(MarkKind.Confidential, "Fortroligt", [new Paragraph("Kun for medlemmer. Må ikke gives videre.")]),
        },
        document.Name + "-fortrolig");
}
