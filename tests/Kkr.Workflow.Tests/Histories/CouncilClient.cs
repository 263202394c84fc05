using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>An answer to a request.</summary>
internal sealed record Answer(int Status, JsonElement Body, string MediaType, string? ETag, bool IsRepeat)
{
    public bool IsDone => Status is >= 200 and < 300;

    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out JsonElement code) ? code.GetString() ?? "" : "";
}

/// <summary>A change that somebody asks for.</summary>
/// <param name="Method">PUT or POST.</param>
/// <param name="Path">Below the council.</param>
/// <param name="Resource">What the change is made to: its tag is sent when the app asks for one.</param>
/// <param name="Body">JSON.</param>
/// <param name="Post">Who acts.</param>
/// <param name="Key">One key for one act.</param>
internal sealed record Wish(HttpMethod Method, string Path, string Resource, object Body, string Post, string Key);

/// <summary>The one place that knows how the API wants its requests.</summary>
internal sealed class CouncilClient(MortalApp app, string council)
{
    private const int PreconditionRequired = 428;
    private const string InProgress = "request-in-progress";

    public async Task<Answer> AskAsync(Wish wish)
    {
        Answer answer = await SendAsync(wish, ifMatch: null);
        if (answer is { IsRepeat: true, Code: InProgress })
        {
            // The process died over the first one, and nobody knows yet that it is gone.
            await app.UntilAsync(app.Now.AddMinutes(6));
            answer = await SendAsync(wish, ifMatch: null) with { IsRepeat = true };
        }

        if (answer.Status != PreconditionRequired)
        {
            return answer;
        }

        Answer present = await ReadAsync(wish.Method == HttpMethod.Put ? wish.Path : wish.Resource);
        return await SendAsync(wish, present.ETag ?? "*") is var matched && answer.IsRepeat ? matched with { IsRepeat = true } : matched;
    }

    public Task<Answer> ReadAsync(string path) => AnswerAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(path)));

    public Task<Answer> ReportAsync(object events) => AnswerAsync(() => new HttpRequestMessage(HttpMethod.Post, "api/webhooks/sendgrid") { Content = Json(events) });

    private Task<Answer> SendAsync(Wish wish, string? ifMatch) => AnswerAsync(() =>
    {
        HttpRequestMessage request = new(wish.Method, Address(wish.Path)) { Content = Json(wish.Body) };
        request.Headers.Add("X-Acting-Post", wish.Post);
        request.Headers.Add("Idempotency-Key", wish.Key);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return request;
    });

    private async Task<Answer> AnswerAsync(Func<HttpRequestMessage> request)
    {
        (HttpResponseMessage response, bool isRepeat) = await app.SendAsync(request);
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync();
            string type = response.Content.Headers.ContentType?.MediaType ?? "";
            return new Answer(
                (int)response.StatusCode,
                type.EndsWith("json", StringComparison.Ordinal) ? JsonDocument.Parse(text).RootElement : default,
                type,
                response.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? tags.First() : null,
                isRepeat);
        }
    }

    private string Address(string path) => $"api/councils/{council}{(path.Length == 0 ? "" : "/" + path)}";

    private static StringContent Json(object body) =>
        new(JsonSerializer.Serialize(body, Wire.Options), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
