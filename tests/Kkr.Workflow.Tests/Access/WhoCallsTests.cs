using System.Net;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Tests.Access;

/// <summary>Whom the app takes a caller for, with sign-in by the platform and without.</summary>
public sealed class WhoCallsTests : IAsyncLifetime
{
    private const string Plan = Acting.Meetings;

    private static readonly Dictionary<string, string?> SignInOn = new() { ["WEBSITE_AUTH_ENABLED"] = "True" };

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        // Set up while the header is believed; each test then asks as Azure would.
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 10, 7, 6, 0, 0, TimeSpan.Zero), settings: SignInOn);
        await app.PlanAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("secretariat")]
    [InlineData("director-0730")]
    [InlineData(null)]
    public async Task ActingPost_WithoutTheTrustSetting_IsIgnored(string? post)
    {
        Distrust();

        using HttpResponseMessage response = await app.RawAsync(HttpMethod.Get, "councils/lille", null, post);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Principal_WhilePlatformSignInIsOff_IsIgnored()
    {
        Distrust(options => options.IsPlatformSignInOn = false);

        Assert.Equal(HttpStatusCode.Unauthorized, await AsAsync(HttpMethod.Get, "councils/lille", null, "anybody@lille.example", "Secretariat"));
    }

    [Theory]
    [InlineData("Secretariat", HttpStatusCode.BadRequest)]
    [InlineData("Secretariat.lille", HttpStatusCode.BadRequest)]
    [InlineData("Secretariat.anden", HttpStatusCode.Forbidden)]
    [InlineData("Operator", HttpStatusCode.Forbidden)]
    [InlineData("Director", HttpStatusCode.Forbidden)]
    public async Task AppRole_OfTheTenant_GivesItsRoleForItsCouncil(string role, HttpStatusCode planning)
    {
        Distrust();

        Assert.Equal(planning, await AsAsync(HttpMethod.Post, Plan, new { }, "somebody@kl.example", role));
    }

    [Fact]
    public async Task Director_SignedIn_ActsForTheirMunicipalityWhileTheyHoldThePost()
    {
        object item = new { title = "T", background = "B", recommendation = "I" };
        object theirs = new { title = "T", background = "B", recommendation = "I", municipality = "0741" };
        Distrust();

        Assert.Equal(HttpStatusCode.Created, await AsAsync(HttpMethod.Post, Plan + "/2026-1/items", item, "DIREKTOER0730@lille.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await AsAsync(HttpMethod.Post, Plan + "/2026-1/items", theirs, "direktoer0730@lille.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await AsAsync(HttpMethod.Post, Plan + "/2026-1/items", item, "ukendt@lille.example"));
        Stored<Item> stored = Assert.Single(await app.Items.ListAsync("lille", "2026-1", CancellationToken.None), found => found.Value.Title == "T");
        Assert.Equal("director-0730", stored.Value.SubmitterPost);

        // The director leaves: the same person holds no post any more.
        IDirectory directory = app.Services.GetRequiredService<IDirectory>();
        Stored<DirectoryBook> book = await directory.LoadAsync("lille", CancellationToken.None);
        Tenure[] ended = [.. book.Value.Tenures.Select(tenure => tenure.Post == "director-0730" ? tenure with { To = new DateOnly(2026, 10, 1) } : tenure)];
        await directory.SaveAsync("lille", book.Value with { Tenures = ended }, book.ETag, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Forbidden, await AsAsync(HttpMethod.Post, Plan + "/2026-1/items", item, "direktoer0730@lille.example"));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("W10=")]
    public async Task Principal_NotAsThePlatformWritesIt_IsNobody(string header)
    {
        Distrust();

        using HttpRequestMessage request = new(HttpMethod.Get, "api/councils/lille");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", header);
        using HttpResponseMessage response = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task TrustSetting_OnAppService_StopsTheAppAtStart()
    {
        Dictionary<string, string?> azure = new() { ["WEBSITE_SITE_NAME"] = "kkr" };

        OptionsValidationException fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => CouncilAtWork.StartAsync(new DateTimeOffset(2026, 10, 7, 6, 0, 0, TimeSpan.Zero), settings: azure));

        Assert.Contains("TrustActingPost", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A signed-in secretary's browser sends the platform's cookie with whatever any page makes it send.</summary>
    [Theory]
    [InlineData("same-origin", "https://{host}", HttpStatusCode.BadRequest)]
    [InlineData("same-origin", null, HttpStatusCode.BadRequest)]
    [InlineData(null, "http://{host}", HttpStatusCode.BadRequest)]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    [InlineData(null, "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", null, HttpStatusCode.Forbidden)]
    [InlineData("same-site", "https://{host}", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "null", HttpStatusCode.Forbidden)]
    public async Task Change_SignedInByCookie_IsTakenFromOurOwnPagesOnly(string? site, string? origin, HttpStatusCode expected)
    {
        Distrust();
        (string, string?)[] browser = [("Cookie", "AppServiceAuthSession=abc"), ("Sec-Fetch-Site", site), ("Origin", origin?.Replace("{host}", app.Http.BaseAddress!.Authority, StringComparison.Ordinal))];

        Assert.Equal(expected, await AsAsync(HttpMethod.Post, Plan, new { }, browser, "sekretaer@kl.example", "Secretariat"));
        Assert.Equal(HttpStatusCode.OK, await AsAsync(HttpMethod.Get, "councils/lille", null, browser, "sekretaer@kl.example", "Secretariat"));
    }

    private void Distrust(Action<Functions.Access.AccessOptions>? also = null)
    {
        Functions.Access.AccessOptions options = app.Services.GetRequiredService<IOptions<Functions.Access.AccessOptions>>().Value;
        options.TrustActingPost = false;
        also?.Invoke(options);
    }

    private Task<HttpStatusCode> AsAsync(HttpMethod method, string path, object? body, string email, params string[] roles) =>
        AsAsync(method, path, body, [], email, roles);

    private async Task<HttpStatusCode> AsAsync(
        HttpMethod method, string path, object? body, (string Name, string? Value)[] headers, string email, params string[] roles)
    {
        object principal = new
        {
            auth_typ = "aad",
            claims = new[] { new { typ = "preferred_username", val = email } }.Concat(roles.Select(role => new { typ = "roles", val = role })),
        };
        using HttpRequestMessage request = new(method, "api/" + path);
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(principal))));
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach ((string name, string? value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }
}
