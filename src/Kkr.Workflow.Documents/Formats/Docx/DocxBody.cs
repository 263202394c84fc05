using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>The document's content on its way into the file: what is finished is written out, so that no more than a part of it is held as elements.</summary>
internal sealed class DocxBody : IDisposable
{
    private static readonly string Namespace = new W.Body().NamespaceUri;

    private readonly PieceList file = new();
    private readonly XmlWriter writer;

    public DocxBody()
    {
        writer = XmlWriter.Create(file.AsStream(), new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        writer.WriteStartDocument();
        writer.WriteStartElement("w", "document", Namespace);
        writer.WriteStartElement("w", "body", Namespace);
    }

    /// <summary>Where elements are put.</summary>
    public W.Body Target { get; } = new();

    /// <summary>Writes out what is there; it is not to be changed any more.</summary>
    public void Flush()
    {
        foreach (OpenXmlElement element in Target)
        {
            element.WriteTo(writer);
        }

        Target.RemoveAllChildren();
    }

    /// <summary>The whole document part.</summary>
    public PieceList Finish()
    {
        Flush();
        writer.WriteEndDocument();
        writer.Flush();
        return file;
    }

    public void Dispose() => writer.Dispose();
}
