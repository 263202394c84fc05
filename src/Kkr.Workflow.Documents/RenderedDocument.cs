namespace Kkr.Workflow.Documents;

/// <summary>A finished document. The same input always gives the same bytes.</summary>
/// <param name="Name">File name, e.g. <c>dagsorden-2026-11-17-v1.html</c>.</param>
/// <param name="ContentType">Media type with charset.</param>
/// <param name="Content">The bytes.</param>
public sealed record RenderedDocument(string Name, string ContentType, byte[] Content);
