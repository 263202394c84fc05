using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>An answer of the app.</summary>
internal sealed record RushAnswer(int Status, JsonNode? Body, string? ETag);

/// <summary>Speaks to the app for everybody, and notes how long each kind of request took and which were answered wrongly.</summary>
internal sealed class RushHttp(Uri app) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 400 }) { BaseAddress = new Uri(app, "api/"), Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Milliseconds by kind of request.</summary>
    public ConcurrentDictionary<string, ConcurrentBag<double>> Took { get; } = new();

    /// <summary>Answers that nobody should get.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    public async Task<RushAnswer> SendAsync(string kind, HttpMethod method, string path, string post, object? body = null, string? ifMatch = null, string? key = null)
    {
        using HttpRequestMessage request = new(method, path) { Headers = { { "X-Acting-Post", post } } };
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, options: ScenarioJson.Wire);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        long began = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request);
            string text = await answer.Content.ReadAsStringAsync();
            Took.GetOrAdd(kind, _ => []).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            int status = (int)answer.StatusCode;
            if (!answer.IsSuccessStatusCode && !(status == 412 && ifMatch is not null))
            {
                Errors.Enqueue($"{method} {path} as {post}: {status} {(text.Length > 300 ? text[..300] : text)}");
            }

            bool isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            return new RushAnswer(status, isJson ? JsonNode.Parse(text) : null, answer.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? tags.First() : null);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException)
        {
            Errors.Enqueue($"{method} {path} as {post}: {fault.GetType().Name} {fault.Message}");
            return new RushAnswer(0, null, null);
        }
    }

    public void Dispose() => _http.Dispose();
}
