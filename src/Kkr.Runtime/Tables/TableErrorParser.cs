using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace Kkr.Runtime.Tables;

/// <summary>Reads the service's error code and message: OData JSON, or XML where the request was refused before it was read.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = Read(response);
        if (error is null && response.Headers.TryGetValue("x-ms-error-code", out string? code))
        {
            error = new ResponseError(code, response.ReasonPhrase);
        }

        return error is not null;
    }

    private static ResponseError? Read(Response response)
    {
        if (response.ContentStream is not MemoryStream { Length: > 0 })
        {
            return null;
        }

        BinaryData content = response.Content;
        try
        {
            return content.ToMemory().Span.StartsWith("{"u8) ? ReadJson(content) : ReadXml(content);
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ResponseError? ReadJson(BinaryData content)
    {
        using JsonDocument document = JsonDocument.Parse(content.ToMemory());
        if (!document.RootElement.TryGetProperty("odata.error", out JsonElement error))
        {
            return null;
        }

        string? message = error.TryGetProperty("message", out JsonElement text) && text.TryGetProperty("value", out JsonElement value) ? value.GetString() : null;
        return new ResponseError(error.TryGetProperty("code", out JsonElement code) ? code.GetString() : null, message);
    }

    private static ResponseError? ReadXml(BinaryData content)
    {
        XElement? root = XDocument.Load(content.ToStream()).Root;
        string? code = Child(root, "code");
        return code is null ? null : new ResponseError(code, Child(root, "message"));
    }

    private static string? Child(XElement? root, string name)
        => root?.Elements().FirstOrDefault(element => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();
}
