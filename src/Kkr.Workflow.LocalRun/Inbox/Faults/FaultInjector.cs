using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Kkr.Workflow.LocalRun.Inbox.Faults;

/// <summary>Stands before the doors and lets requests go wrong as the command line asks, each in the way in which the real service does.</summary>
internal sealed class FaultInjector(FaultPlan plan, TimeProvider time)
{
    private readonly FaultDice _dice = new(plan);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _struck = new(StringComparer.Ordinal);

    /// <summary>How often each rule struck, for whoever wants to know whether the run was as hard as it was meant to be.</summary>
    public IReadOnlyDictionary<string, int> Struck
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<string, int>(_struck, StringComparer.Ordinal);
            }
        }
    }

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        FaultTarget? target = context.Request.Path.StartsWithSegments("/v3", StringComparison.Ordinal) ? FaultTarget.Mail
            : context.Request.Path.StartsWithSegments("/v1.0", StringComparison.Ordinal) ? FaultTarget.Graph
            : null;
        if (plan.Rules.Count == 0 || target is not { } whose || _dice.Roll(whose, await IdentityAsync(context.Request)) is not { } strike)
        {
            await next(context);
            return;
        }

        Count(strike.Rule);
        if (strike.IsDone)
        {
            await UnheardAsync(context, next);
        }

        switch (strike.Rule.Kind)
        {
            case FaultKind.Timeout:
                await SilenceAsync(context);
                break;
            case FaultKind.Cut:
                context.Abort();
                break;
            case FaultKind.Malformed:
                context.Response.StatusCode = StatusCodes.Status200OK;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("{\"messages\":[{\"msg_id\":\"half", context.RequestAborted);
                break;
            default:
                await RefuseAsync(context, whose, strike);
                break;
        }
    }

    /// <summary>Carries the request out and keeps its answer back.</summary>
    private static async Task UnheardAsync(HttpContext context, RequestDelegate next)
    {
        Stream wire = context.Response.Body;
        using MemoryStream unheard = new();
        context.Response.Body = unheard;
        await next(context);
        context.Response.Body = wire;
        context.Response.Clear();
    }

    private static async Task SilenceAsync(HttpContext context)
    {
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (context.RequestAborted.Register(gone.SetResult))
        {
            await gone.Task;
        }
    }

    private async Task RefuseAsync(HttpContext context, FaultTarget target, FaultStrike strike)
    {
        int status = strike.Rule.Status;
        HttpResponse response = context.Response;
        if (target == FaultTarget.Mail)
        {
            if (status == StatusCodes.Status429TooManyRequests)
            {
                RateLimit.Write(response, remaining: 0, time.GetUtcNow() + strike.Pause);
            }

            await SendGridDoor.Errors(status, new SendGridError(WordsOfSendGrid(status))).ExecuteAsync(context);
            return;
        }

        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = ((int)strike.Pause.TotalSeconds % 3 + 1).ToString(CultureInfo.InvariantCulture);
        }

        (string code, string message) = WordsOfGraph(status);
        await GraphAnswers.Error(context.Request, time, status, code, message).ExecuteAsync(context);
    }

    private static string WordsOfSendGrid(int status) => status switch
    {
        401 => "The provided authorization grant is invalid, expired, or revoked",
        403 => "access forbidden",
        413 => "payload too large",
        429 => "too many requests",
        _ => ReasonPhrases.GetReasonPhrase(status).ToLowerInvariant(),
    };

    private static (string Code, string Message) WordsOfGraph(int status) => status switch
    {
        401 => ("InvalidAuthenticationToken", "Access token has expired or is not yet valid."),
        403 => ("ErrorAccessDenied", "Access is denied. Check credentials and try again."),
        404 => ("ErrorItemNotFound", "The specified object was not found in the store."),
        409 => ("ErrorIrresolvableConflict", "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item."),
        412 => ("ErrorIrresolvableConflict", "The change key passed in the request does not match the current change key for the item."),
        429 => ("ApplicationThrottled", "Application is over its MailboxConcurrency limit."),
        503 => ("ErrorServerBusy", "The server cannot service this request right now. Try again later."),
        504 => ("ErrorTimeoutExpired", "The request timed out."),
        _ => ("ErrorInternalServerError", "An internal server error occurred. The operation failed."),
    };

    private static async Task<string> IdentityAsync(HttpRequest request)
    {
        request.EnableBuffering();
        byte[] digest = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return new StringBuilder(request.Method).Append(' ').Append(request.Path).Append(request.QueryString).Append(' ').Append(Convert.ToHexString(digest)).ToString();
    }

    private void Count(FaultRule rule)
    {
        lock (_lock)
        {
            _struck[rule.ToString()] = _struck.GetValueOrDefault(rule.ToString()) + 1;
        }
    }
}
