using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>
/// Tells the app what became of a mail, as SendGrid's signed event webhook does. It happens when somebody asks for it, never by itself.
/// </summary>
public sealed class EventWebhooks(MailBox box, TimeProvider time, HttpMessageHandler? way = null) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HttpClient _http = new(way ?? new SocketsHttpHandler());

    /// <summary>Where the app listens, e.g. <c>http://127.0.0.1:7071/api/webhooks/sendgrid</c>; null until the app is up.</summary>
    public Uri? Target { get; set; }

    /// <summary>The public half of the key that reports are signed with, as SendGrid shows it: base64.</summary>
    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>The receiving server refused the mail for good.</summary>
    public Task BounceAsync(Mail mail, string reason, CancellationToken cancellation) => ReportAsync(mail, "bounce", reason, cancellation);

    public Task DeliverAsync(Mail mail, CancellationToken cancellation) => ReportAsync(mail, "delivered", null, cancellation);

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    /// <summary>What a server, or SendGrid, usually says when this happens; null when nothing is said.</summary>
    public static string? UsualReason(string kind) => kind switch
    {
        "bounce" => "550 5.1.1 Modtageren findes ikke",
        "blocked" => "550 5.7.1 Mailen ligner spam",
        "deferred" => "451 4.7.1 Prøv igen senere",
        "dropped" => "Bounced Address",
        _ => null,
    };

    /// <summary>Tells what became of a mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="kind"><c>delivered</c>, <c>deferred</c>, <c>bounce</c>, <c>blocked</c>, <c>dropped</c> or <c>spamreport</c>.</param>
    /// <param name="reason">The receiving server's words, or SendGrid's.</param>
    /// <param name="cancellation">Stops telling.</param>
    /// <exception cref="HttpRequestException">The app did not take it.</exception>
    public async Task ReportAsync(Mail mail, string kind, string? reason, CancellationToken cancellation)
    {
        MailEvent happened = new(mail.Id, kind, time.GetUtcNow(), reason);
        Dictionary<string, object> body = mail.CustomArgs.ToDictionary(argument => argument.Key, argument => (object)argument.Value);
        body["email"] = mail.To[0].Email;
        body["timestamp"] = happened.At.ToUnixTimeSeconds();
        body["event"] = kind == "blocked" ? "bounce" : kind;
        body["sg_event_id"] = MailBox.Digest($"{mail.Id}/{kind}/{box.EventsOf(mail.Id).Count}");
        body["sg_message_id"] = mail.Id;
        body["category"] = mail.Categories;
        if (reason is not null)
        {
            body[kind == "deferred" ? "response" : "reason"] = reason;
        }

        switch (kind)
        {
            case "bounce" or "blocked":
                body["status"] = reason?.Split(' ') is [_, { } extended, ..] && extended.Contains('.', StringComparison.Ordinal) ? extended : "5.0.0";
                body["type"] = kind;
                break;
            case "deferred":
                body["attempt"] = "1";
                break;
            case "delivered":
                body["response"] = "250 OK";
                break;
        }

        if (Target is not null)
        {
            using HttpResponseMessage answer = await _http.SendAsync(Signed(Target, JsonSerializer.SerializeToUtf8Bytes((object[])[body])), cancellation);
            answer.EnsureSuccessStatusCode();
        }

        box.Add(happened);
    }

    private HttpRequestMessage Signed(Uri target, byte[] body)
    {
        string timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = _key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        HttpRequestMessage request = new(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        return request;
    }
}
