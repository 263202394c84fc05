using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Http;

/// <summary>An answer, read to its end.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, HttpContentHeaders Content, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;

    public string ETag => Assert.Single(Headers.GetValues("ETag"));
}

/// <summary>Requests with headers of the test's choice, as they are: nothing is added and nothing tried again.</summary>
internal static class Asking
{
    public static Task<Answer> AskAsync(
        this CouncilAtWork app, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        app.AskAsync(
            method,
            path,
            body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
            headers);

    public static async Task<Answer> AskAsync(
        this CouncilAtWork app, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, "api/" + path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using HttpResponseMessage response = await app.Http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
    }
}
