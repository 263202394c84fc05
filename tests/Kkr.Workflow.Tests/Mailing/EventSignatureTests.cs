using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Reports of delivered and bounced mails are believed from the mail provider only.</summary>
public sealed class EventSignatureTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Theory]
    [InlineData(0, HttpStatusCode.NoContent)]
    [InlineData(-9, HttpStatusCode.NoContent)]
    [InlineData(-11, HttpStatusCode.Forbidden)]
    [InlineData(11, HttpStatusCode.Forbidden)]
    public async Task Report_Signed_IsBelievedWithinTheWindow(int minutes, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync("[]", "[]", Now.AddMinutes(minutes), key));

    [Fact]
    public async Task Report_WithAnotherBodyThanSigned_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("[{}]", "[]", Now, key));

    [Fact]
    public async Task Report_SignedWithAnotherKey_IsRefused()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("[]", "[]", Now, other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ikke-base64")]
    [InlineData("AAAA")]
    public async Task Report_WithNoSignature_IsRefusedInBothLanguages(string signature)
    {
        await using CouncilAtWork app = await StartAsync();
        using HttpRequestMessage request = Report("[]", Now, signature);
        using HttpResponseMessage answer = await app.Http.SendAsync(request);

        JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("mail-events-unsigned", problem.GetProperty("code").GetString());
        Assert.Equal("Hændelserne er ikke underskrevet af mailudbyderen.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Report_WithoutAKeyToCheckItBy_IsRefusedOutsideTheLocalRun()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Now, settings: new() { ["Access:TrustActingPost"] = "false" });
        using HttpRequestMessage request = Report("[]", Now, "");
        using HttpResponseMessage answer = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<HttpStatusCode> SendAsync(string body, string signed, DateTimeOffset at, ECDsa signer)
    {
        await using CouncilAtWork app = await StartAsync();
        byte[] signature = signer.SignData(
            Encoding.UTF8.GetBytes(Seconds(at) + signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        using HttpRequestMessage request = Report(body, at, Convert.ToBase64String(signature));
        using HttpResponseMessage answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<CouncilAtWork> StartAsync() =>
        CouncilAtWork.StartAsync(Now, settings: new() { [EventSignature.KeySetting] = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) });

    private static HttpRequestMessage Report(string body, DateTimeOffset at, string signature)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "api/webhooks/sendgrid") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(EventSignature.SignatureHeader, signature);
        request.Headers.Add(EventSignature.TimestampHeader, Seconds(at));
        return request;
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
