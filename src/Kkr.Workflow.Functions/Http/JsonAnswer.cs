using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>An answer in JSON. Instants are written with the offset that the council's clocks have then.</summary>
internal abstract class JsonAnswer(int status) : IResult, IStatusCodeHttpResult
{
    public const string MediaType = "application/json; charset=utf-8";

    int? IStatusCodeHttpResult.StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext) => await (await RenderAsync(httpContext)).ExecuteAsync(httpContext);

    /// <summary>The answer as bytes.</summary>
    public async Task<BytesAnswer> RenderAsync(HttpContext http) =>
        new(status, MediaType, Write(await CouncilZones.OptionsAsync(http)));

    public static JsonAnswer Of<T>(T value, int status) => new Typed<T>(value, status);

    protected abstract byte[] Write(JsonSerializerOptions options);

    private sealed class Typed<T>(T value, int status) : JsonAnswer(status), IValueHttpResult
    {
        object? IValueHttpResult.Value => value;

        protected override byte[] Write(JsonSerializerOptions options) => JsonSerializer.SerializeToUtf8Bytes(value, options);
    }
}

/// <summary>An answer whose bytes are known.</summary>
internal sealed class BytesAnswer(int status, string? mediaType, byte[] content) : IResult, IStatusCodeHttpResult
{
    public int Status => status;

    public ReadOnlyMemory<byte> Content => content;

    public string? MediaType => mediaType;

    int? IStatusCodeHttpResult.StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (content.Length == 0)
        {
            return;
        }

        httpContext.Response.ContentType = mediaType;
        httpContext.Response.ContentLength = content.Length;
        await httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}
