using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>
/// Whether a report of mail events comes from SendGrid: an ECDSA signature over the time it was sent and the body as it came, made with the
/// key whose public half SendGrid shows under »Signed Event Webhook«. A report that is older than the window is refused, so that one that was
/// listened to cannot be sent again later. Settings: <c>SendGrid:EventKey</c> (base64), <c>SendGrid:EventWindowMinutes</c> (10).
/// </summary>
public sealed class EventSignature(IConfiguration configuration, IOptions<AccessOptions> access, TimeProvider time)
{
    public const string KeySetting = "SendGrid:EventKey";
    public const string WindowSetting = "SendGrid:EventWindowMinutes";
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private const int DefaultWindowMinutes = 10;

    /// <summary>Null when the report may be believed. Reads the body and leaves it to be read again.</summary>
    internal async Task<Refusal?> RefusalOfAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        if (configuration[KeySetting] is not { Length: > 0 } key)
        {
            return access.Value.TrustActingPost ? null : NoKey;
        }

        string timestamp = request.Headers[TimestampHeader].ToString();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || !IsWithinWindow(seconds))
        {
            return NotBelieved(TimestampHeader, "Unix seconds within the window", timestamp);
        }

        request.EnableBuffering();
        Result<byte[]> body = await RequestBytes.ReadAsync(request, limit, cancellation);
        request.Body.Position = 0;
        if (body.IsRefused)
        {
            return body.Refusal;
        }

        string signature = request.Headers[SignatureHeader].ToString();
        return IsSigned(key, [.. Encoding.UTF8.GetBytes(timestamp), .. body.Value], signature)
            ? null
            : NotBelieved(SignatureHeader, "the provider's signature over timestamp and body", signature);
    }

    private bool IsWithinWindow(long seconds)
    {
        int minutes = int.TryParse(configuration[WindowSetting], CultureInfo.InvariantCulture, out int set) ? set : DefaultWindowMinutes;
        return Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= minutes * 60L;
    }

    private static bool IsSigned(string key, byte[] signed, string signature)
    {
        byte[] bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out int length))
        {
            return false;
        }

        using ECDsa verifier = ECDsa.Create();
        verifier.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
        return verifier.VerifyData(signed, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static Refusal NoKey => new(
        "mail-events-key-missing",
        $"Hændelser om mails kan ikke modtages, før indstillingen {KeySetting} har SendGrids offentlige nøgle.",
        $"Mail events are not taken until the setting {KeySetting} holds SendGrid's public key.")
    {
        Kind = RefusalKind.Forbidden,
        Field = KeySetting,
        Rule = "the public key of the signed event webhook",
    };

    private static Refusal NotBelieved(string header, string rule, string value) => new(
        "mail-events-unsigned",
        "Hændelserne er ikke underskrevet af mailudbyderen.",
        "The events are not signed by the mail provider.")
    {
        Kind = RefusalKind.Forbidden,
        Field = header,
        Rule = rule,
        Value = RequestRefusals.Shorten(value),
    };
}
