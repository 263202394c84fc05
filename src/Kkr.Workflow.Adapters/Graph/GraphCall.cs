using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Identity;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>
/// One call of Graph. Whatever goes wrong comes out as a <see cref="CalendarException"/> that says what to do, names nobody, and carries how long Graph asks to
/// be left alone. Nothing is tried again here: whoever calls is durable, and waits better.
/// </summary>
internal static class GraphCall
{
    /// <summary>The advice about a council's calendar.</summary>
    public const string CalendarAdvice =
        "Give the app's identity the application permission Calendars.ReadWrite and let its access policy cover the secretariat's mailbox.";

    /// <param name="action">What is done, in words: <c>create the event of</c>.</param>
    /// <param name="subject">To what; an id, never an address.</param>
    /// <param name="advice">What to do when the identity may not do this.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">The caller's own; its cancellation is no fault of Graph's.</param>
    public static async Task<T> AskAsync<T>(string action, string subject, string advice, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (ApiException error)
        {
            throw Explained(error, action, subject, advice);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new CalendarException($"The app could not prove itself to Graph to {action} {subject}. {advice}", exception) { Status = 401 };
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new CalendarException($"Graph did not answer in time when asked to {action} {subject}; it will be tried again.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new CalendarException(
                $"Graph could not be reached to {action} {subject} ({exception.HttpRequestError}); it will be tried again. Is {GraphOptions.Section}:BaseUrl right?", exception);
        }
        catch (Exception exception) when (exception is JsonException or IOException or FormatException or InvalidOperationException)
        {
            throw new CalendarException($"Graph's answer when asked to {action} {subject} could not be read; it will be tried again.", exception);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public static Task AskAsync(string action, string subject, string advice, Func<Task> call, CancellationToken cancellation) => AskAsync(
        action,
        subject,
        advice,
        async () =>
        {
            await call();
            return true;
        },
        cancellation);

    /// <summary>Does something to a thing of Graph's, within a call; false when it is not there.</summary>
    public static async Task<bool> UnlessGoneAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (ApiException error) when (error.ResponseStatusCode is 404 or 410)
        {
            return false;
        }
    }

    private static CalendarException Explained(ApiException error, string action, string subject, string advice)
    {
        string what = error.ResponseStatusCode switch
        {
            401 or 403 => advice,
            404 or 410 => "Is the mailbox right, and has nobody deleted by hand what was there?",
            412 => "It was changed by somebody else at the same moment; it will be tried again.",
            429 or >= 500 => "Graph is busy or down; it will be tried again.",
            _ => "The request is wrong in a way that a repeat does not mend.",
        };
        string? code = (error as ODataError)?.Error?.Code;
        return new CalendarException(string.Create(CultureInfo.InvariantCulture, $"Graph would not {action} {subject}: {error.ResponseStatusCode} {code}. {what}"), error)
        {
            Status = error.ResponseStatusCode,
            RetryAfter = RetryAfter(error),
        };
    }

    private static TimeSpan? RetryAfter(ApiException error)
    {
        string? value = error.ResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
        return RetryConditionHeaderValue.TryParse(value, out RetryConditionHeaderValue? asked) ? AskedPause.Of(asked, TimeProvider.System.GetUtcNow()) : null;
    }
}
