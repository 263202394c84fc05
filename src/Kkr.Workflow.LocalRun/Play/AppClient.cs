using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary>The app said no, as problem+json.</summary>
public sealed class AppRefusalException(int status, string code, string text, string call) : Exception($"{status} {code}: {text} ({call})")
{
    /// <summary>The sentence that people read.</summary>
    public string Sentence { get; } = text;

    public int Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>Speaks the app's HTTP API on behalf of whoever acts.</summary>
public sealed class AppClient : IDisposable
{
    private readonly HttpClient _http;
    private int _posts;

    /// <summary>Makes a client for the app at <paramref name="address"/> (its root, without <c>api/</c>).</summary>
    public AppClient(Uri address)
        : this(address, new SocketsHttpHandler())
    {
    }

    /// <summary>The same over <paramref name="handler"/>, which it disposes.</summary>
    public AppClient(Uri address, HttpMessageHandler handler) =>
        _http = new HttpClient(handler) { BaseAddress = new Uri(address, "api/"), Timeout = TimeSpan.FromMinutes(2) };

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        return await SendAsync(request, cancellation);
    }

    /// <summary>Posts with an idempotency key that the same run makes again.</summary>
    public async Task<JsonNode> PostAsync(string path, JsonObject body, string post, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, path, body, post);
        request.Headers.Add("Idempotency-Key", $"play-{Interlocked.Increment(ref _posts).ToString(CultureInfo.InvariantCulture)}");
        return await SendAsync(request, cancellation);
    }

    /// <summary>Puts; what is there already is looked at first, and replaced only as it was seen.</summary>
    public async Task<JsonNode> PutAsync(string path, JsonObject body, string post, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Put, path, body, post);
        if (await VersionAsync(path, post, cancellation) is { } version)
        {
            request.Headers.IfMatch.Add(version);
        }

        return await SendAsync(request, cancellation);
    }

    public async Task PutBytesAsync(string path, byte[] content, string contentType, string post, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Put, path, null, post);
        request.Content = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        await SendAsync(request, cancellation);
    }

    /// <summary>A file as a browser would save it.</summary>
    public async Task<(string Name, byte[] Content)> GetFileAsync(string path, string post, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, path, null, post);
        using HttpResponseMessage answer = await _http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw Refusal((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation), $"GET {path}");
        }

        ContentDispositionHeaderValue? disposition = answer.Content.Headers.ContentDisposition;
        string last = Uri.UnescapeDataString(answer.RequestMessage!.RequestUri!.Segments[^1]);
        return (disposition?.FileNameStar ?? disposition?.FileName?.Trim('"') ?? last, await answer.Content.ReadAsByteArrayAsync(cancellation));
    }

    /// <summary>Opens a page, and sends the form with the button <paramref name="press"/>; gives the page that answers.</summary>
    /// <param name="path">A path of the app, or the whole address of a page elsewhere on this machine.</param>
    /// <param name="press">What the button says.</param>
    /// <param name="fields">What is filled in, by the field's name.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<string> PressAsync(string path, string press, IReadOnlyDictionary<string, string> fields, CancellationToken cancellation)
    {
        // Landing on a link sets a cookie and leads on to the page, as in a browser.
        (Uri at, string page) = await PageAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        WebForm form = WebForm.Find(page, press)
            ?? throw new LocalRunException($"Siden har ingen knap, der hedder »{press}«.", $"The page has no button »{press}«.");
        Dictionary<string, string> filled = new(form.Fields);
        foreach ((string name, string value) in fields)
        {
            filled[name] = value;
        }

        HttpRequestMessage sent = new(HttpMethod.Post, new Uri(at, form.Action)) { Content = new FormUrlEncodedContent(filled) };
        sent.Headers.Add("Origin", at.GetLeftPart(UriPartial.Authority));
        return (await PageAsync(sent, cancellation)).Page;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Uri At, string Page)> PageAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            request.Headers.Accept.ParseAdd("text/html");
            using HttpResponseMessage answer = await _http.SendAsync(request, cancellation);
            string page = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode
                ? (answer.RequestMessage!.RequestUri!, page)
                : throw Refusal((int)answer.StatusCode, page, $"{request.Method} {request.RequestUri!.AbsolutePath}");
        }
    }

    private async Task<EntityTagHeaderValue?> VersionAsync(string path, string post, CancellationToken cancellation)
    {
        using HttpRequestMessage look = Request(HttpMethod.Get, path, null, post);
        using HttpResponseMessage seen = await _http.SendAsync(look, cancellation);
        return seen.IsSuccessStatusCode ? seen.Headers.ETag : null;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, JsonObject? body, string post)
    {
        HttpRequestMessage request = new(method, path) { Headers = { { "X-Acting-Post", post } } };
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(ScenarioJson.Wire), Encoding.UTF8, "application/json");
        }

        return request;
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await _http.SendAsync(request, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        if (answer.IsSuccessStatusCode)
        {
            return text.Length == 0 || answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true
                ? new JsonObject()
                : JsonNode.Parse(text) ?? new JsonObject();
        }

        throw Refusal((int)answer.StatusCode, text, $"{request.Method} {request.RequestUri!.AbsolutePath}");
    }

    private static AppRefusalException Refusal(int status, string text, string call)
    {
        try
        {
            JsonNode? problem = JsonNode.Parse(text);
            string field = (string?)problem?["field"] is { } named ? $" [{named}]" : "";
            return new AppRefusalException(status, (string?)problem?["code"] ?? "", (string?)problem?["detail"] ?? text, call + field);
        }
        catch (JsonException)
        {
            return new AppRefusalException(status, "", text.Length > 300 ? text[..300] : text, call);
        }
    }
}
