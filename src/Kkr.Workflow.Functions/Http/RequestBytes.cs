using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Reads a request's body up to a limit of its own, whatever the host allows.</summary>
internal static class RequestBytes
{
    public static async Task<Result<byte[]>> ReadAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            return RequestRefusals.TooLarge(limit);
        }

        return await ReadAsync(request.Body, limit, cancellation);
    }

    public static async Task<Result<byte[]>> ReadAsync(Stream body, long limit, CancellationToken cancellation)
    {
        using MemoryStream kept = new();
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await body.ReadAsync(buffer, cancellation)) > 0)
            {
                if (kept.Length + count > limit)
                {
                    return RequestRefusals.TooLarge(limit);
                }

                kept.Write(buffer, 0, count);
            }
        }
        catch (BadHttpRequestException fault)
        {
            return RequestRefusals.OfBody(fault, limit);
        }

        return kept.ToArray();
    }
}
