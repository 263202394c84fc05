using System.Net;
using SendGrid;
using SendGrid.Helpers.Errors.Model;
using SendGrid.Helpers.Mail;
using SendGrid.Helpers.Reliability;

namespace Kkr.Runtime.Tests.SendGrid;

public sealed class SendGridClientTests : IAsyncLifetime
{
    private const string BadAddress = """{"errors":[{"message":"Does not contain a valid address.","field":"personalizations.0.to.0.email","help":"http://sendgrid.com/docs"}]}""";

    private RecordingServer _server = null!;

    public async Task InitializeAsync() => _server = await RecordingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private static SendGridMessage Mail() => MailHelper.CreateSingleEmail(
        new EmailAddress("fra@kkr.example", "KKR"), new EmailAddress("til@kommune.example"), "Indkaldelse", "Tekst", "<p>Tekst</p>");

    private SendGridClientOptions Options => new() { ApiKey = "SG.key", Host = _server.Address };

    [Fact]
    public async Task SendEmail_Mail_IsPostedToMailSendWithTheKey()
    {
        Response response = await new SendGridClient(Options).SendEmailAsync(Mail());

        RecordedRequest request = Assert.Single(_server.Requests);
        Assert.Equal(("POST", "/v3/mail/send"), (request.Method, request.Target));
        Assert.Equal("Bearer SG.key", request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("sendgrid/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(Mail().Serialize(), request.Body);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.Accepted, "message-1"), (response.StatusCode, response.DeserializeResponseHeaders()["X-Message-Id"]));
        Assert.Empty(await response.DeserializeResponseBodyAsync());
    }

    [Fact]
    public async Task SendEmail_Refused_ReturnsStatusAndBody()
    {
        _server.Answer(400, BadAddress);
        Response response = await new SendGridClient(Options).SendEmailAsync(Mail());
        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("errors", (await response.DeserializeResponseBodyAsync()).Keys);
        Assert.Equal(BadAddress, await response.Body.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(400, typeof(BadRequestException))]
    [InlineData(401, typeof(UnauthorizedException))]
    [InlineData(403, typeof(ForbiddenException))]
    [InlineData(404, typeof(NotFoundException))]
    [InlineData(405, typeof(MethodNotAllowedException))]
    [InlineData(413, typeof(PayloadTooLargeException))]
    [InlineData(415, typeof(UnsupportedMediaTypeException))]
    [InlineData(429, typeof(TooManyRequestsException))]
    [InlineData(500, typeof(ServerUnavailableException))]
    [InlineData(503, typeof(ServiceNotAvailableException))]
    [InlineData(418, typeof(RequestErrorException))]
    public async Task SendEmail_RefusedAndErrorsAsExceptions_ThrowsTheOneForTheStatus(int status, Type type)
    {
        _server.Answer(status, BadAddress);
        SendGridClientOptions options = Options;
        options.HttpErrorAsException = true;
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => new SendGridClient(options).SendEmailAsync(Mail()));
        Assert.IsType(type, exception);

        SendGridErrorResponse error = Newtonsoft.Json.JsonConvert.DeserializeObject<SendGridErrorResponse>(exception.Message)!;
        Assert.Equal((status, "Does not contain a valid address.", "personalizations.0.to.0.email"), (error.ErrorHttpStatusCode, error.SendGridErrorMessage, error.FieldWithError));
    }

    [Fact]
    public async Task SendEmail_RefusedWithoutJson_StillThrowsWithTheText()
    {
        _server.Answer(403, "<html>proxy</html>");
        SendGridClientOptions options = Options;
        options.HttpErrorAsException = true;
        ForbiddenException exception = await Assert.ThrowsAsync<ForbiddenException>(() => new SendGridClient(options).SendEmailAsync(Mail()));
        Assert.Contains("proxy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendEmail_HttpClientGiven_IsUsedAndLeftAsItIs()
    {
        CountingHandler handler = new();
        using HttpClient http = new(handler);
        await new SendGridClient(http, Options).SendEmailAsync(Mail());
        await new SendGridClient(http, "SG.other", _server.Address).SendEmailAsync(Mail());
        Assert.Equal(2, handler.Count);
        Assert.Equal(["Bearer SG.key", "Bearer SG.other"], _server.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Empty(http.DefaultRequestHeaders);
    }

    [Fact]
    public async Task Request_HeadersQueryAndPath_AreSentAsGiven()
    {
        SendGridClient client = new("SG.key", _server.Address + "/", new Dictionary<string, string> { ["X-Test"] = "1", ["Authorization"] = "Bearer mine" }, "v4", "stats");
        await client.RequestAsync(BaseClient.Method.GET, queryParams: """{"limit":10,"tag":["a b","ø"]}""");
        await client.RequestAsync(BaseClient.Method.DELETE, urlPath: "/suppression/bounces/");

        Assert.Equal([("GET", "/v4/stats?limit=10&tag=a%20b&tag=%C3%B8"), ("DELETE", "/v4/suppression/bounces")], _server.Requests.Select(request => (request.Method, request.Target)));
        Assert.Equal(("1", "Bearer mine"), (_server.Requests[0].Headers["X-Test"], _server.Requests[0].Headers["Authorization"]));
    }

    [Fact]
    public async Task SendEmail_RetriesAskedFor_SendsAgainAfterServerErrorsOnly()
    {
        SendGridClientOptions options = Options;
        options.ReliabilitySettings = new ReliabilitySettings(2, TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.Zero);
        SendGridClient client = new(options);

        _server.Answer(503).Answer(500).Answer(202);
        Assert.Equal(HttpStatusCode.Accepted, (await client.SendEmailAsync(Mail())).StatusCode);
        Assert.Equal(3, _server.Requests.Count);
        Assert.Single(_server.Requests.Select(request => request.Body).Distinct());

        _server.Answer(429);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.SendEmailAsync(Mail())).StatusCode);
        _server.Answer(500).Answer(500).Answer(500);
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.SendEmailAsync(Mail())).StatusCode);
        Assert.Equal(7, _server.Requests.Count);
    }

    [Fact]
    public async Task SendEmail_NoRetriesByDefault_SendsOnce()
    {
        _server.Answer(503);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await new SendGridClient(Options).SendEmailAsync(Mail())).StatusCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void Options_RegionAndLimits_AreChecked()
    {
        Assert.Equal("https://api.eu.sendgrid.com", new SendGridClientOptions().SetDataResidency("eu").Host);
        Assert.Equal("https://api.sendgrid.com", new SendGridClientOptions().SetDataResidency("global").Host);
        Assert.Throws<InvalidOperationException>(() => new SendGridClientOptions().SetDataResidency("moon"));
        Assert.Throws<ArgumentNullException>(() => new SendGridClientOptions().SetDataResidency(""));
        Assert.ThrowsAny<ArgumentException>(() => new SendGridClientOptions { ApiKey = " " });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliabilitySettings(6, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => new ReliabilitySettings(1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.Zero));
    }

    private sealed class CountingHandler() : DelegatingHandler(new HttpClientHandler())
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
