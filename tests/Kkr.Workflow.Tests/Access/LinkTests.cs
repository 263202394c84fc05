using System.Net;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Tests.Access;

/// <summary>A signed link: what it opens, and everything that makes it open nothing.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Link_FromTheMail_LandsOnACleanAddressWithACookieThatStaysAtHome()
    {
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(link).PathAndQuery);
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Http.BaseAddress };
        request.Headers.Add("X-Forwarded-Proto", "https");
        using HttpResponseMessage landing = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.SeeOther, landing.StatusCode);
        Assert.Equal("/api/svar/lille/2026-1", landing.Headers.Location?.ToString());
        string cookie = Assert.Single(landing.Headers.GetValues("Set-Cookie"));
        Assert.Contains("path=/api/svar/lille/2026-1", cookie, StringComparison.Ordinal);
        foreach (string flag in new[] { "httponly", "samesite=lax", "secure" })
        {
            Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);
        }

        using Visitor visitor = new(app);
        await visitor.OpenAsync(link);
        Assert.Equal((HttpStatusCode.OK, "/api/svar/lille/2026-1"), (visitor.Status, visitor.At.PathAndQuery));
        Assert.Equal("same-origin", visitor.Answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", visitor.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(TokenOf(link), visitor.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_WithAnyCharacterChanged_OpensNothing()
    {
        string token = TokenOf(Visitor.LinkIn(app, MailKind.CallForItems, "director-0730"));
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        LinkCheck check = app.Services.GetRequiredService<LinkCheck>();
        for (int at = 0; at < token.Length; at++)
        {
            foreach (int step in new[] { 1, 2, 32 })
            {
                char other = alphabet[(alphabet.IndexOf(token[at], StringComparison.Ordinal) + step) % 64];
                Assert.False(await check.OpensAsync(token[..at] + other + token[(at + 1)..], CancellationToken.None), $"character {at} changed");
            }
        }

        foreach (string cut in new[] { token[..^1], token[1..], token + "A", "", "!", token[..20] })
        {
            Assert.False(await check.OpensAsync(cut, CancellationToken.None));
        }

        Assert.True(await check.OpensAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task Link_Tampered_SaysWhatToDoInDanishWithoutNamingAnything()
    {
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        using Visitor visitor = new(app);

        await visitor.OpenAsync(link[..^2]);

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.Contains("Linket virker ikke", visitor.Html, StringComparison.Ordinal);
        Assert.Contains("sekretariatet", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lille", visitor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("0730", visitor.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/svar/lille/2027-1")]
    [InlineData("/api/svar/anden/2026-1")]
    [InlineData("/api/godkendelse/lille/2026-1")]
    [InlineData("/api/forsendelse/lille/2026-1")]
    [InlineData("/api/opfoelgning/lille/2026-1-01-a1")]
    [InlineData("/api/stedfortraeder/lille/2026-1")]
    [InlineData("/api/bemaerkninger/lille/2026-1")]
    [InlineData("/api/bemaerkninger/lille/2026-1/udkast")]
    [InlineData("/api/skriftlig/lille/2026-1-01")]
    [InlineData("/api/skriftlig/lille/2026-1-01/bilag/Notat.pdf")]
    [InlineData("/api/sekretariat/lille/2026-1")]
    [InlineData("/api/sekretariat/lille/2026-1/dagsorden")]
    public async Task Link_ForSomethingElse_DoesNotOpenThePage(string address)
    {
        string token = TokenOf(Visitor.LinkIn(app, MailKind.CallForItems, "director-0730"));
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Add("Cookie", string.Join("; ", Enum.GetNames<LinkPurpose>().Select(purpose => $"kkr-{purpose}={token}")));
        using HttpResponseMessage response = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("secretariat")]
    [InlineData("director-0730")]
    [InlineData(null)]
    public async Task Page_WithoutALink_IsClosedWhoeverSaysTheyCall(string? post)
    {
        using HttpResponseMessage response = await app.RawAsync(HttpMethod.Get, "svar/lille/2026-1", null, post);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Åbn linket igen fra e-mailen", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_AfterItsTime_IsGone()
    {
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        using Visitor visitor = new(app);
        await visitor.OpenAsync(link);
        await app.UntilAsync(2026, 12, 18, 8);

        await visitor.OpenAsync("/api/svar/lille/2026-1");
        Assert.Equal((HttpStatusCode.Gone, true), (visitor.Status, visitor.Html.Contains("Linket er udløbet", StringComparison.Ordinal)));
        await visitor.OpenAsync(link);
        Assert.Equal((HttpStatusCode.Gone, true), (visitor.Status, visitor.Html.Contains("kkr@lille.example", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Link_OfAFormerHolder_IsVoidAlsoWhereItWasOpenAlready()
    {
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        using Visitor visitor = new(app);
        await visitor.OpenAsync(link);
        IDirectory directory = app.Services.GetRequiredService<IDirectory>();
        Stored<DirectoryBook> book = await directory.LoadAsync("lille", CancellationToken.None);
        await directory.SaveAsync(
            "lille",
            book.Value with
            {
                People = [.. book.Value.People, new Person("d-ny", "Ny Direktør", "ny@lille.example")],
                Tenures =
                [
                    .. book.Value.Tenures.Select(tenure => tenure.Post == "director-0730" ? tenure with { To = new DateOnly(2026, 10, 6) } : tenure),
                    new Tenure("director-0730", "d-ny", new DateOnly(2026, 10, 7)),
                ],
            },
            book.ETag,
            CancellationToken.None);

        await visitor.OpenAsync("/api/svar/lille/2026-1");
        Assert.Equal((HttpStatusCode.Gone, true), (visitor.Status, visitor.Html.Contains("gælder ikke længere", StringComparison.Ordinal)));
        await visitor.OpenAsync(link);
        Assert.Equal(HttpStatusCode.Gone, visitor.Status);

        // The next mail goes to the new holder, and its link is theirs.
        await app.UntilAsync(2026, 10, 20, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.FirstReminder, "director-0730"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Theory]
    [InlineData("2026-1", HttpStatusCode.Gone)]
    [InlineData(null, HttpStatusCode.Gone)]
    [InlineData("2027-1", HttpStatusCode.OK)]
    public async Task Link_RevokedByTheSecretariat_IsVoidAndALaterOneWorks(string? meeting, HttpStatusCode status)
    {
        using Visitor visitor = new(app);
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        await app.SendAsync(HttpMethod.Post, "councils/lille/link-revocations", new { post = "director-0730", meeting });

        await visitor.OpenAsync(link);
        Assert.Equal(status, visitor.Status);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.CallForItems, "director-0741"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await app.UntilAsync(2026, 10, 20, 8);
        await visitor.OpenAsync(Visitor.LinkIn(app, MailKind.FirstReminder, "director-0730"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task Key_Rotated_VerifiesOldLinksUntilItIsRemoved()
    {
        using Visitor visitor = new(app);
        string link = Visitor.LinkIn(app, MailKind.CallForItems, "director-0730");
        const string newKey = "ny:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

        Assert.True(await OpensWithAsync($"{newKey};{CouncilAtWork.LinkKey}"));
        Assert.False(await OpensWithAsync(newKey));

        // The same id with other bytes is another key.
        Assert.False(await OpensWithAsync("test:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="));

        async Task<bool> OpensWithAsync(string keys) => await new LinkCheck(
            new LinkSigner(Options.Create(new AccessOptions { LinkKeys = keys })),
            app.Services.GetRequiredService<IDirectory>(),
            app.Services.GetRequiredService<ICouncils>(),
            app.Services.GetRequiredService<ILinkRevocations>(),
            app.Clock).OpensAsync(TokenOf(link), CancellationToken.None);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("kort:AAECAw==", "at least 32")]
    [InlineData("uden-noegle", "at least 32")]
    [InlineData(":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "id")]
    public async Task Start_WithoutAUsableKey_IsRefusedWithoutTheKey(string keys, string reason)
    {
        OptionsValidationException fault = await Assert.ThrowsAsync<OptionsValidationException>(() => CouncilAtWork.StartAsync(
            new DateTimeOffset(2026, 10, 7, 6, 0, 0, TimeSpan.Zero), settings: new Dictionary<string, string?> { ["Access:LinkKeys"] = keys }));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAECAw", fault.Message, StringComparison.Ordinal);
    }

    private static string TokenOf(string link) => link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..];
}
