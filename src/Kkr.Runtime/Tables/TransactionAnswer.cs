using System.Buffers.Text;
using System.Text;
using Azure;

namespace Kkr.Runtime.Tables;

/// <summary>Reads the multipart answer to a transaction: an HTTP response for each action, or one for the action that failed.</summary>
internal static class TransactionAnswer
{
    public static List<Response> Read(BinaryData content, string? clientRequestId)
    {
        List<Response> responses = [];
        ReadOnlyMemory<byte> rest = content.ToMemory();
        while (rest.Span.IndexOf("HTTP/1.1 "u8) is var start and >= 0)
        {
            rest = rest[start..];
            int end = PartEnd(rest.Span);
            responses.Add(ReadPart(rest[..end], clientRequestId));
            rest = rest[end..];
        }

        return responses;
    }

    /// <summary>A part ends at the next line that begins with the boundary's two dashes.</summary>
    private static int PartEnd(ReadOnlySpan<byte> part)
    {
        int end = part.IndexOf("\n--"u8);
        return end < 0 ? part.Length : end;
    }

    private static PartResponse ReadPart(ReadOnlyMemory<byte> part, string? clientRequestId)
    {
        ReadOnlySpan<byte> text = part.Span;
        int lineEnd = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> status = text[..lineEnd].TrimEnd((byte)'\r')["HTTP/1.1 ".Length..];
        if (!Utf8Parser.TryParse(status, out int code, out int digits))
        {
            throw new InvalidDataException("The answer to a transaction holds a part without a status.");
        }

        PartResponse response = new(code, Encoding.ASCII.GetString(status[digits..]).Trim(), clientRequestId ?? "");
        int at = lineEnd + 1;
        while (at < text.Length)
        {
            int length = text[at..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (length < 0 ? text[at..] : text.Slice(at, length)).TrimEnd((byte)'\r');
            at += length < 0 ? text.Length - at : length + 1;
            if (line.IsEmpty)
            {
                break;
            }

            int colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                response.Add(Encoding.ASCII.GetString(line[..colon]), Encoding.ASCII.GetString(line[(colon + 1)..].Trim((byte)' ')));
            }
        }

        ReadOnlyMemory<byte> body = part[at..].TrimEnd("\r\n"u8);
        if (!body.IsEmpty)
        {
            response.ContentStream = new MemoryStream(body.ToArray(), writable: false);
        }

        return response;
    }
}
