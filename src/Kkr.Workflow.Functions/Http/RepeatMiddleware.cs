using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// A change sent with an <c>Idempotency-Key</c> is made once: a repeat gets the first answer, whatever has happened since. What was refused has changed
/// nothing and is not remembered. When the app died between the change and its answer, the repeat runs the operation again, and each operation
/// knows what it has done already.
/// </summary>
public sealed partial class RepeatMiddleware(IAnsweredRequests requests, TimeProvider time, ILogger<RepeatMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromDays(7);

    /// <summary>Longer than any request may take: after that, whoever worked on it is gone.</summary>
    private static readonly TimeSpan WorkedOnFor = TimeSpan.FromMinutes(5);

    private const int LongestKey = 255;
    private const string SecondsToWait = "2";
    private static readonly string[] Remembered = ["Location", "ETag", "Link"];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || http.Request.Headers[Header].Count == 0 || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await next(context);
            return;
        }

        InvocationResult result = context.GetInvocationResult();
        string given = http.Request.Headers[Header].ToString();
        if (given.Length is 0 or > LongestKey || given.Any(c => c is < ' ' or > '~'))
        {
            result.Value = Problem.Of(RequestRefusals.KeyMalformed(given));
            return;
        }

        Result<string> print = await RequestPrint.OfAsync(http.Request, http.RequestAborted);
        if (print.IsRefused)
        {
            result.Value = Problem.Of(print.Refusal);
            return;
        }

        RequestKey key = new(http.Request.RouteValues["council"] as string ?? "", Caller.Of(http.Request).Post, context.FunctionDefinition.Name, given);
        (Stored<AnsweredRequest>? mine, IResult? answer) = await ClaimAsync(http, key, print.Value);
        if (mine is null)
        {
            result.Value = answer;
            return;
        }

        try
        {
            await next(context);
        }
        catch
        {
            await TryAsync(() => requests.SaveAsync(key, mine.Value with { IsBrokenOff = true }, mine.ETag, CancellationToken.None), key);
            throw;
        }

        BytesAnswer spoken = await AnswerBytes.OfAsync(http, context.GetInvocationResult().Value);
        await TryAsync(() => RememberAsync(http, key, mine, spoken), key);
        context.GetInvocationResult().Value = spoken;
    }

    /// <summary>The row that says that this request is at work on the key, or what to answer instead.</summary>
    private async Task<(Stored<AnsweredRequest>? Mine, IResult? Answer)> ClaimAsync(HttpContext http, RequestKey key, string print)
    {
        Stored<AnsweredRequest>? known = await requests.FindAsync(key, http.RequestAborted);
        DateTimeOffset now = time.GetUtcNow();
        if (known is not null && now - known.Value.At < RememberedFor)
        {
            if (known.Value.Fingerprint != print)
            {
                return (null, Problem.Of(RequestRefusals.KeyReused(key.Key)));
            }

            if (known.Value.Answer is { } answer)
            {
                return (null, Replay(http, answer));
            }

            if (!known.Value.IsBrokenOff && now - known.Value.At < WorkedOnFor)
            {
                return (null, InProgress(http, key));
            }
        }

        try
        {
            return (await requests.SaveAsync(key, new AnsweredRequest { Fingerprint = print, At = now }, known?.ETag, http.RequestAborted), null);
        }
        catch (ConcurrencyConflictException)
        {
            return (null, InProgress(http, key));
        }
    }

    private async Task RememberAsync(HttpContext http, RequestKey key, Stored<AnsweredRequest> mine, BytesAnswer given)
    {
        if (given.Status >= StatusCodes.Status400BadRequest)
        {
            await requests.RemoveAsync(key, mine.ETag, CancellationToken.None);
            return;
        }

        Dictionary<string, string> headers = Remembered
            .Where(name => http.Response.Headers[name].Count > 0)
            .ToDictionary(name => name, name => http.Response.Headers[name].ToString(), StringComparer.Ordinal);
        RequestAnswer answer = new(given.Status, given.MediaType, Encoding.UTF8.GetString(given.Content.Span), headers);
        await requests.SaveAsync(key, mine.Value with { Answer = answer }, mine.ETag, CancellationToken.None);
    }

    private static BytesAnswer Replay(HttpContext http, RequestAnswer answer)
    {
        foreach ((string name, string value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.Headers[ReplayedHeader] = "true";
        return new BytesAnswer(answer.Status, answer.MediaType, Encoding.UTF8.GetBytes(answer.Body));
    }

    private static IResult InProgress(HttpContext http, RequestKey key)
    {
        http.Response.Headers.RetryAfter = SecondsToWait;
        return Problem.Of(RequestRefusals.InProgress(key.Key));
    }

    /// <summary>The change is made, or refused, by now: what keeps its answer from being remembered must not keep it from being given.</summary>
    private async Task TryAsync(Func<Task> remember, RequestKey key)
    {
        try
        {
            await remember();
        }
        catch (Exception fault)
        {
            LogForgotten(logger, fault, key.Operation, key.Council);
        }
    }

    [LoggerMessage(1002, LogLevel.Warning, "The answer to {Operation} of {Council} could not be remembered; a repeat will run it again.")]
    private static partial void LogForgotten(ILogger logger, Exception fault, string operation, string council);
}
