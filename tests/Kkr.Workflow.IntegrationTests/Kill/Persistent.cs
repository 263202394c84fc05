using System.Net;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>
/// How people and webhooks reach an app that may die under them: what gets no whole answer is sent again, as it was, to the next process. Who is then
/// told that there is a newer version, or one at all, looks again and says the same about that: it may be their own. Who is told that the same request
/// is at work waits: the app does not know yet that whoever worked on it is dead.
/// </summary>
internal sealed class Persistent(Conductor conductor) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool wasCut = false;
        while (true)
        {
            AppChild child = await conductor.AliveAsync(cancellationToken);
            try
            {
                HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                switch (answer.StatusCode)
                {
                    case HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired when wasCut:
                        answer.Dispose();
                        await LookAgainAsync(request, cancellationToken);
                        break;
                    case HttpStatusCode.Conflict when wasCut && answer.Headers.RetryAfter is not null:
                        answer.Dispose();
                        await conductor.WaitUntilAsync(conductor.Now + BetweenTries, cancellationToken);
                        break;
                    default:
                        return answer;
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
            {
                if (!await Conductor.IsDeadAsync(child, cancellationToken))
                {
                    throw;
                }

                wasCut = true;
                conductor.Repeated++;
            }
        }
    }

    private async Task LookAgainAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using HttpRequestMessage look = new(HttpMethod.Get, request.RequestUri);
        look.Headers.Add("X-Acting-Post", request.Headers.GetValues("X-Acting-Post"));
        using HttpResponseMessage seen = await base.SendAsync(look, cancellation);
        request.Headers.IfMatch.Clear();
        if (seen.Headers.ETag is { } version)
        {
            request.Headers.IfMatch.Add(version);
        }
    }
}
