using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Kkr.Runtime.Tests.Tables;

/// <summary>Answers requests from a list, and remembers what was asked.</summary>
internal sealed class ScriptedTransport : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport _inner;
    private readonly Queue<(int Status, string Body)> _answers;

    public ScriptedTransport(params (int Status, string Body)[] answers)
    {
        _answers = new Queue<(int, string)>(answers);
        _inner = new HttpClientTransport(new HttpClient(new Handler(this)));
    }

    public List<(string Method, string Address, string? Authorization, string Body)> Requests { get; } = [];

    public void Dispose() => _inner.Dispose();

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => _inner.Process(message);

    public override ValueTask ProcessAsync(HttpMessage message) => _inner.ProcessAsync(message);

    private sealed class Handler(ScriptedTransport owner) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
            => SendAsync(request, cancellationToken).GetAwaiter().GetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            owner.Requests.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body));
            (int status, string answer) = owner._answers.Dequeue();
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(answer, Encoding.UTF8, "application/json"), RequestMessage = request };
        }
    }
}
