using System.Globalization;
using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

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
    /// <exception cref="MailProviderException">The answer is not what SendGrid documents, so it says nothing about the mail.</exception>
    public static string? FirstMessage(string body, IReadOnlyList<string> former)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("messages", out JsonElement messages) && messages.ValueKind == JsonValueKind.Array
                ? messages.EnumerateArray()
                    .Select(message => Text(message, "msg_id"))
                    .FirstOrDefault(id => id is not null && !former.Any(known => id == known || id.StartsWith(known + ".", StringComparison.Ordinal)))
                : throw new MailProviderException("SendGrid's answer to search has no list of messages; it will be tried again.");
        }
        catch (JsonException exception)
        {
            throw new MailProviderException("SendGrid's answer to search is not whole JSON; it will be tried again.", exception);
        }
    }

    /// <summary>True when the recipient's address (or the copy's) is what is wrong: no repeat mends that.</summary>
    public static bool IsAboutAddress(IReadOnlyList<SendGridError> errors) =>
        errors.Count > 0 && errors.All(error => error.Field is { } field
            && field.StartsWith("personalizations.", StringComparison.Ordinal)
            && (field.Contains(".to", StringComparison.Ordinal) || field.Contains(".cc", StringComparison.Ordinal)));

    /// <summary>Why SendGrid will never take this mail as it is, for the secretariat: its own words field by field, without addresses.</summary>
    public static string ForGood(int status, string body)
    {
        IReadOnlyList<SendGridError> errors = Errors(body);
        if (status == 400 && IsAboutAddress(errors))
        {
            return MailAddresses.LeaveOut(string.Join(" ", errors.Select(error => error.Message)));
        }

        string said = MailAddresses.LeaveOut(string.Join(" ", errors.Select(error => error.Field is null ? error.Message : $"{error.Field}: {error.Message}")));
        string what = status switch
        {
            400 => "SendGrid fandt fejl i e-mailen",
            413 => "E-mailen er for stor for SendGrid",
            _ => "SendGrid tog ikke imod e-mailen",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} ({status}){(said.Length == 0 ? ", uden at sige hvorfor." : $". {said}")}");
    }

    /// <summary>Not now, in words for the secretariat; null when the status does not mean that.</summary>
    public static MailNotNowException? NotNow(int status, string body, TimeSpan? after)
    {
        string? why = status switch
        {
            401 => $"SendGrid tager ikke imod nøglen i indstillingen {SendGridOptions.Section}:ApiKey (401). Driften skal lægge en gyldig nøgle ind.",
            403 => "SendGrid siger nej (403): Nøglen mangler retten »Mail Send«, eller afsenderens adresse er ikke godkendt hos SendGrid. Driften skal rette det.",
            404 => $"SendGrid findes ikke på adressen i indstillingen {SendGridOptions.Section}:Host (404). Driften skal rette den.",
            409 => "SendGrid var optaget af en anden ændring (409).",
            429 => "SendGrid bad om en pause: Der kom for mange e-mails på én gang (429).",
            _ => null,
        };
        if (why is null)
        {
            return null;
        }

        string said = MailAddresses.LeaveOut(string.Join(" ", Errors(body).Select(error => error.Message)));
        return new MailNotNowException(said.Length == 0 || status is 409 or 429 ? why : $"{why} SendGrid skrev: {said}")
        {
            After = after,
            NeedsOperator = status is 401 or 403 or 404,
        };
    }

    /// <summary>The fault that an answer is which says nothing about whether the mail was taken.</summary>
    public static MailProviderException Fault(int status, string doing, TimeSpan? after) =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"SendGrid answered {status} to {doing}. {(status >= 500 ? "SendGrid has trouble: it will be tried again." : "This answer is not expected: it will be tried again.")}"))
        {
            Status = (System.Net.HttpStatusCode)status,
            RetryAfter = after,
        };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
