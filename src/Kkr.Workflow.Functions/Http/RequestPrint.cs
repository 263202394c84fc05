using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Http;

/// <summary>A digest of what a request asks for: method, address and content. A form's parts count, not the boundary that its sender put between them.</summary>
internal static class RequestPrint
{
    private const int InMemory = 256 * 1024;

    /// <summary>The digest; the body can be read again afterwards.</summary>
    public static async Task<Result<string>> OfAsync(HttpRequest request, CancellationToken cancellation)
    {
        request.EnableBuffering(InMemory);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, $"{request.Method}\n{request.Path}{request.QueryString}\n");
        try
        {
            if (BoundaryOf(request) is not { } boundary || !await TryAddPartsAsync(hash, request, boundary, cancellation))
            {
                request.Body.Position = 0;
                Add(hash, $"{request.ContentType}\n");
                await AddAsync(hash, request.Body, cancellation);
            }
        }
        catch (BadHttpRequestException fault)
        {
            return RequestRefusals.OfBody(
                fault, request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0);
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
            ? boundary
            : null;

    /// <summary>False when the body is no such form; whoever reads it will say so.</summary>
    private static async Task<bool> TryAddPartsAsync(IncrementalHash hash, HttpRequest request, string boundary, CancellationToken cancellation)
    {
        using IncrementalHash parts = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            MultipartReader reader = new(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                Add(parts, $"{section.ContentDisposition}\n{section.ContentType}\n");
                using IncrementalHash part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await AddAsync(part, section.Body, cancellation);
                parts.AppendData(part.GetHashAndReset());
            }
        }
        catch (Exception fault) when (fault is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return false;
        }

        hash.AppendData(parts.GetHashAndReset());
        return true;
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

    private static async Task AddAsync(IncrementalHash hash, Stream stream, CancellationToken cancellation)
    {
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            hash.AppendData(buffer, 0, count);
        }
    }
}
