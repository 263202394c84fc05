using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using SendGrid;

namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>One line of SendGrid's error answer.</summary>
internal sealed record SendGridError(string? Message, string? Field);

/// <summary>Reads SendGrid's answers.</summary>
internal static class SendGridAnswers
{
    /// <summary>The error lines; none when the body is something else.</summary>
    public static IReadOnlyList<SendGridError> Errors(string body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("errors", out JsonElement errors)
                && errors.ValueKind == JsonValueKind.Array
                ? [.. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).Select(error => new SendGridError(Text(error, "message"), Text(error, "field")))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The id of the first message of an Email Activity answer that is not among the former ones, or null.</summary>
    public static string? FirstMessage(string body, IReadOnlyList<string> former)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        return answer.RootElement.TryGetProperty("messages", out JsonElement messages)
            ? messages.EnumerateArray()
                .Select(message => Text(message, "msg_id"))
                .FirstOrDefault(id => id is not null && !former.Any(known => id == known || id.StartsWith(known + ".", StringComparison.Ordinal)))
            : null;
    }

    /// <summary>True when the recipient's address (or the copy's) is what is wrong: no repeat mends that.</summary>
    public static bool IsAboutAddress(IReadOnlyList<SendGridError> errors) =>
        errors.Count > 0 && errors.All(error => error.Field is { } field
            && field.StartsWith("personalizations.", StringComparison.Ordinal)
            && (field.Contains(".to", StringComparison.Ordinal) || field.Contains(".cc", StringComparison.Ordinal)));

    /// <summary>The fault that an answer is, with what to do about it. It quotes no address: SendGrid's own sentences name fields.</summary>
    public static MailProviderException Fault(Response response, string body, string doing)
    {
        int status = (int)response.StatusCode;
        string advice = status switch
        {
            400 => $"The request is wrong in field {string.Join(", ", Errors(body).Select(error => error.Field ?? "(none)").Distinct())}: "
                + "see the sender's address and the mail's templates.",
            401 => $"The key in {SendGridOptions.Section}:ApiKey is not accepted: put a valid one there.",
            403 => doing == "search"
                ? $"The key lacks »Email Activity«, or the account does not have it. Add it, or set {SendGridOptions.Section}:UseEmailActivity to false."
                : "The key lacks »Mail Send«, or the sender's address is not verified: mend either in SendGrid.",
            413 => "The mail is too large: shorten its text.",
            429 => "Too many requests: it will be tried again.",
            >= 500 => "SendGrid has trouble: it will be tried again.",
            _ => "This answer is not expected.",
        };
        return new MailProviderException(string.Create(CultureInfo.InvariantCulture, $"SendGrid answered {status} to {doing}. {advice}"))
        {
            Status = response.StatusCode,
            RetryAfter = RetryAfter(response.Headers),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders? headers) => headers?.RetryAfter?.Delta;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
