using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>What a function answers, as bytes.</summary>
internal static class AnswerBytes
{
    /// <summary>The answer; headers that it sets when it is written go into the response at once.</summary>
    public static async Task<BytesAnswer> OfAsync(HttpContext http, object? answer)
    {
        switch (answer)
        {
            case BytesAnswer bytes:
                return bytes;
            case JsonAnswer json:
                return await json.RenderAsync(http);
            case IResult other:
                return await WriteAsync(http, other);
            default:
                return new BytesAnswer(StatusCodes.Status204NoContent, null, []);
        }
    }

    private static async Task<BytesAnswer> WriteAsync(HttpContext http, IResult answer)
    {
        using MemoryStream body = new();
        DefaultHttpContext paper = new() { RequestServices = http.RequestServices, RequestAborted = http.RequestAborted };
        paper.Response.Body = body;
        await answer.ExecuteAsync(paper);
        string? mediaType = paper.Response.ContentType;
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in paper.Response.Headers)
        {
            if (name is not ("Content-Type" or "Content-Length"))
            {
                http.Response.Headers[name] = value;
            }
        }

        return new BytesAnswer(paper.Response.StatusCode, mediaType, body.ToArray());
    }
}
