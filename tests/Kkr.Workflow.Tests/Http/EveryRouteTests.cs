using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http.OpenApi;
using Kkr.Workflow.Tests.Access;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Http;

/// <summary>What every address does alike: methods, media types, HEAD, and what a browser is told. Nothing is listed here by hand but what is different.</summary>
public sealed class EveryRouteTests : IAsyncLifetime
{
    private static readonly string[] Verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private static readonly HttpFunction[] Functions = [.. HttpFunction.All.Where(function => function.Name != nameof(UnknownAddressHttp.AnswerUnknownAddress))];

    private CouncilAtWork app = null!;
    private CouncilOfAllRoles.Things things = null!;

    public async Task InitializeAsync() => (app, things) = await CouncilOfAllRoles.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task MethodThatAnAddressDoesNotHave_Is405_AndAllowNamesThoseItHas()
    {
        List<string> wrong = [];
        foreach (IGrouping<string, HttpFunction> address in Functions.GroupBy(function => function.Route))
        {
            string[] there = [.. address.Select(function => function.Method.ToUpperInvariant())];
            string[] allowed = [.. there, .. there.Contains("GET") ? ["HEAD"] : Array.Empty<string>()];
            foreach (string verb in Verbs.Except(allowed))
            {
                Answer answer = await app.AskAsync(HttpMethod.Parse(verb), AddressOf(address.First()));
                if (answer.Status != 405 || !answer.Content.Allow.Order().SequenceEqual(allowed.Order()))
                {
                    wrong.Add($"{verb} {address.Key}: {answer.Status}, Allow {string.Join(", ", answer.Content.Allow)}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Head_OnEveryGet_AnswersAsGetDoes_WithoutABody()
    {
        List<string> wrong = [];
        foreach (HttpFunction function in Functions.Where(function => function.Method == "get"))
        {
            Answer get = await app.AskAsync(HttpMethod.Get, AddressOf(function));
            Answer head = await app.AskAsync(HttpMethod.Head, AddressOf(function));
            bool isAlike = head.Status == get.Status && head.Text.Length == 0 && head.Content.ContentType?.ToString() == get.Content.ContentType?.ToString();

            // The logs grow by being read, and pages hold a new form each time.
            bool isStill = function.Name is not ("ReadAudit" or "ReadAuditHead" or "VerifyAudit" or "ExportAudit") && !MediaTypes.IsPage(function.Name);
            if (!isAlike || (isStill && head.Headers.ETag?.Tag != get.Headers.ETag?.Tag))
            {
                wrong.Add($"{function.Name}: GET {get.Status} {get.Content.ContentType}, HEAD {head.Status} {head.Content.ContentType} {head.Text.Length}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task AcceptThatLeavesNothing_Is406_BeforeAnythingIsDone()
    {
        List<string> wrong = [];
        foreach (HttpFunction function in Functions.Where(function => MediaTypes.AnsweredBy(function.Name).Count > 0))
        {
            HttpMethod method = HttpMethod.Parse(function.Method);
            object? body = method == HttpMethod.Get ? null : new { };
            Answer refused = await app.AskAsync(method, AddressOf(function), body, ("Accept", "image/webp, */*;q=0"));
            if ((refused.Status, refused.Code) != (406, "not-acceptable"))
            {
                wrong.Add($"{function.Name}: {refused.Status} {refused.Text}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/*;q=0.5", 200)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", 200)]
    [InlineData("*/*, application/json;q=0", 406)]
    [InlineData("text/csv", 406)]
    [InlineData("det er ikke en medietype;;", 200)]
    public async Task Accept_IsReadAsTheStandardSays(string accept, int status) =>
        Assert.Equal(status, (await app.AskAsync(HttpMethod.Get, "councils", null, ("Accept", accept))).Status);

    [Fact]
    public async Task BodyOfAnotherType_Is415_AndAcceptNamesWhatIsTaken()
    {
        List<string> wrong = [];
        foreach (HttpFunction function in Functions.Where(function => function.Method is "post" or "put" or "patch" && MediaTypes.TakenBy(function.Name).Count > 0))
        {
            using StringContent body = new("<xml/>", Encoding.UTF8, "text/xml");
            Answer refused = await app.AskAsync(HttpMethod.Parse(function.Method), AddressOf(function), body);
            if ((refused.Status, refused.Code, refused.Headers.TryGetValues("Accept", out _)) != (415, "media-type-unsupported", true))
            {
                wrong.Add($"{function.Name}: {refused.Status} {refused.Text}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Answers_TellTheBrowserToKeepNothingAndGuessNothing()
    {
        List<string> wrong = [];
        foreach (HttpFunction function in HttpFunction.All)
        {
            foreach (string post in new[] { "secretariat", "public" })
            {
                HttpMethod method = HttpMethod.Parse(function.Method);
                Answer answer = await app.AskAsync(method, AddressOf(function), method == HttpMethod.Get ? null : new { }, ("X-Acting-Post", post));
                CacheControlHeaderValue? cache = answer.Headers.CacheControl;
                bool isKept = cache is not { NoStore: true };
                bool isForAll = post == "public" && answer.Status < 400 && method == HttpMethod.Get;
                if (answer.Headers.GetValues("X-Content-Type-Options").Single() != "nosniff"
                    || !answer.Headers.GetValues("Content-Security-Policy").Single().Contains("default-src 'none'", StringComparison.Ordinal)
                    || (isKept && !isForAll && function.Name != nameof(ApiDescriptionHttp.ReadApiDescription)))
                {
                    wrong.Add($"{function.Name} as {post}: {answer.Status} {answer.Headers}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Documents_AreShownUnderTheirName_AndUploadsAreSaved()
    {
        string item = things.Items["director-0730"];
        (await app.UploadAsync(item, "Økonomi.pdf", Files.Pdf, "director-0730")).EnsureSuccessStatusCode();
        await app.UntilAsync(2026, 11, 6, 12);
        Answer attachment = await app.AskAsync(HttpMethod.Get, $"councils/lille/items/{item}/attachments/{Uri.EscapeDataString("Økonomi.pdf")}");
        string path = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Path;
        string agenda = "councils/lille/meetings/2026-1/documents/" + path[(path.LastIndexOf('/') + 1)..];
        Answer own = await app.AskAsync(HttpMethod.Get, agenda, null, ("X-Acting-Post", "public"));

        Assert.Equal(("attachment", "Økonomi.pdf"), (attachment.Content.ContentDisposition!.DispositionType, attachment.Content.ContentDisposition.FileNameStar));
        Assert.StartsWith("sandbox", attachment.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(attachment.Headers.CacheControl!.NoStore);
        Assert.Equal((200, "inline"), (own.Status, own.Content.ContentDisposition!.DispositionType));
        Assert.True(own.Headers.CacheControl!.NoCache);
        Assert.Equal(406, (await app.AskAsync(HttpMethod.Get, agenda, null, ("Accept", "image/png"))).Status);
    }

    private string AddressOf(HttpFunction function) => function.Address(part => things.Part(part, "secretariat", isOwn: true, isLate: false));
}
