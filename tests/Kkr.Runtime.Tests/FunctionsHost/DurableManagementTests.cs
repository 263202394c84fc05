using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kkr.Runtime.Tests.FunctionsHost;

public class DurableManagementTests
{
    private const string Instances = "runtime/webhooks/durabletask/instances";

    [Fact]
    public async Task CheckStatusResponse_LinksToEndpointsThatWork()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));
        await PostAsync(host, "api/start/Approval/a b", "\"budget\"", 200);

        using HttpResponseMessage check = await host.Client.PostAsync(new Uri("api/check/a b", UriKind.Relative), null);
        JsonObject links = await JsonAsync(check);
        using HttpResponseMessage waiting = await host.Client.GetAsync(check.Headers.Location);
        using HttpResponseMessage raised = await host.Client.PostAsync(
            new Uri(links["sendEventPostUri"]!.GetValue<string>().Replace("{eventName}", "Answer", StringComparison.Ordinal)),
            new StringContent("\"yes\"", Encoding.UTF8, "application/json"));
        using HttpResponseMessage waited = await host.Client.PostAsync(new Uri("api/wait/a b", UriKind.Relative), null);
        using HttpResponseMessage ended = await host.Client.GetAsync(new Uri(links["statusQueryGetUri"]!.GetValue<string>()));
        JsonObject status = await JsonAsync(ended);

        Assert.Equal(HttpStatusCode.Accepted, check.StatusCode);
        Assert.Equal("a b", links["id"]!.GetValue<string>());
        Assert.Equal(links["statusQueryGetUri"]!.GetValue<string>(), check.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Accepted, waiting.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        Assert.Equal("\"budget yes\"", await waited.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal("Approval", status["name"]!.GetValue<string>());
        Assert.Equal("Completed", status["runtimeStatus"]!.GetValue<string>());
        Assert.Equal("budget", status["input"]!.GetValue<string>());
        Assert.Equal("budget yes", status["output"]!.GetValue<string>());
        Assert.True(status["customStatus"]!["Waiting"]!.GetValue<bool>());
        Assert.Matches("^2[0-9-]+T[0-9:]+Z$", status["createdTime"]!.GetValue<string>());
    }

    [Fact]
    public async Task Steering_OfARunningInstance_IsAcceptedAndOfAnEndedOneGone()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));
        await PostAsync(host, "api/start/Approval/one", "\"budget\"", 200);

        await PostAsync(host, $"{Instances}/one/raiseEvent/Other", "{ not json", 400);
        await PostAsync(host, $"{Instances}/one/suspend?reason=pause", null, 202);
        Assert.Equal("Suspended", await UntilAsync(host, "one", "Suspended"));
        await PostAsync(host, $"{Instances}/one/resume?reason=on", null, 202);
        Assert.Equal("Running", await UntilAsync(host, "one", "Running"));
        await PostAsync(host, $"{Instances}/one/terminate?reason=enough", null, 202);
        Assert.Equal("Terminated", await UntilAsync(host, "one", "Terminated"));

        foreach (string action in new[] { "raiseEvent/Answer", "terminate", "suspend", "resume" })
        {
            await PostAsync(host, $"{Instances}/one/{action}", null, 410);
            await PostAsync(host, $"{Instances}/none/{action}", null, 404);
        }

        using HttpResponseMessage purged = await host.Client.DeleteAsync(new Uri($"{Instances}/one", UriKind.Relative));
        using HttpResponseMessage again = await host.Client.DeleteAsync(new Uri($"{Instances}/one", UriKind.Relative));
        using HttpResponseMessage status = await host.Client.GetAsync(new Uri($"{Instances}/one", UriKind.Relative));
        Assert.Equal("""{"instancesDeleted":1}""", await purged.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (again.StatusCode, status.StatusCode));
    }

    [Fact]
    public async Task Failure_IsToldAndMayBeAskedForAs500()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));
        await PostAsync(host, "api/start/Failing/bad", null, 200);
        await PostAsync(host, "api/wait/bad", null, 500);

        using HttpResponseMessage plain = await host.Client.GetAsync(new Uri($"{Instances}/bad", UriKind.Relative));
        using HttpResponseMessage strict = await host.Client.GetAsync(new Uri($"{Instances}/bad?returnInternalServerErrorOnFailure=true", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.InternalServerError), (plain.StatusCode, strict.StatusCode));
        Assert.Contains("no stock", (await JsonAsync(plain))["output"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrators_StartedListedRestartedAndPurgedOverHttp()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(DurableFunctions));

        await PostAsync(host, "runtime/webhooks/durabletask/orchestrators/OwnName/x1", null, 202);
        await PostAsync(host, "runtime/webhooks/durabletask/orchestrators/Approval/x2", "\"budget\"", 202);
        await PostAsync(host, "runtime/webhooks/durabletask/orchestrators/Nobody", null, 400);
        await UntilAsync(host, "x1", "Completed");
        string all = await host.Client.GetStringAsync(new Uri($"{Instances}?instanceIdPrefix=x&showInput=false", UriKind.Relative));
        string done = await host.Client.GetStringAsync(new Uri($"{Instances}?runtimeStatus=Completed,Failed", UriKind.Relative));
        await PostAsync(host, $"{Instances}/x1/restart?restartWithNewInstanceId=true", null, 202);
        using HttpResponseMessage wrong = await host.Client.GetAsync(new Uri($"{Instances}?runtimeStatus=Lost", UriKind.Relative));
        using HttpResponseMessage purged = await host.Client.DeleteAsync(new Uri($"{Instances}?createdTimeFrom=2000-01-01T00:00:00Z&runtimeStatus=Completed", UriKind.Relative));

        Assert.Equal(["x1", "x2"], Ids(all).Order());
        Assert.Contains("x1", Ids(done));
        Assert.DoesNotContain("x2", Ids(done));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
    }

    [Fact]
    public async Task Management_WithASystemKeyConfigured_AsksForItAndLinksCarryIt()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DurableFunctions)], new FunctionsTestHost.Setup
        {
            Arguments = ["--FunctionKeys:System:durabletask_extension=sys tem"],
        });
        await PostAsync(host, "api/start/Approval/one", "\"budget\"", 200);

        using HttpResponseMessage without = await host.Client.GetAsync(new Uri($"{Instances}/one", UriKind.Relative));
        using HttpResponseMessage check = await host.Client.PostAsync(new Uri("api/check/one", UriKind.Relative), null);
        using HttpResponseMessage with = await host.Client.GetAsync(check.Headers.Location);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (without.StatusCode, with.StatusCode));
    }

    private static List<string> Ids(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(i => i!["instanceId"]!.GetValue<string>())];

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(), documentOptions: new JsonDocumentOptions())!.AsObject();

    private static async Task PostAsync(FunctionsTestHost host, string path, string? body, int status)
    {
        using StringContent? content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await host.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    /// <summary>Messages are worked off in order but not at once, so the status is asked for until it shows.</summary>
    private static async Task<string> UntilAsync(FunctionsTestHost host, string id, string status)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            JsonNode found = JsonNode.Parse(await host.Client.GetStringAsync(new Uri($"{Instances}/{id}", UriKind.Relative), limit.Token))!;
            if (found["runtimeStatus"]!.GetValue<string>() == status)
            {
                return status;
            }
        }
    }
}
