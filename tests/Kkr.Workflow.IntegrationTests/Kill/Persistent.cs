namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>How people and webhooks reach an app that may die under them: what gets no whole answer is sent again, as it was, to the next process.</summary>
internal sealed class Persistent(Conductor conductor) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            AppChild child = await conductor.AliveAsync(cancellationToken);
            try
            {
                HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                return answer;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
            {
                if (!await Conductor.IsDeadAsync(child, cancellationToken))
                {
                    throw;
                }

                conductor.Repeated++;
            }
        }
    }
}
