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

    private async Task ReportAsync(Mail mail, string kind, string? reason, CancellationToken cancellation)
    {
        MailEvent happened = new(mail.Id, kind, time.GetUtcNow(), reason);
        Dictionary<string, object> body = mail.CustomArgs.ToDictionary(argument => argument.Key, argument => (object)argument.Value);
        body["email"] = mail.To[0].Email;
        body["timestamp"] = happened.At.ToUnixTimeSeconds();
        body["event"] = kind;
        body["sg_event_id"] = MailBox.Digest($"{mail.Id}/{kind}/{box.EventsOf(mail.Id).Count}");
        body["sg_message_id"] = mail.Id;
        body["category"] = mail.Categories;
        if (reason is not null)
        {
            body["reason"] = reason;
            body["status"] = reason.Split(' ')[0];
            body["type"] = "bounce";
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
