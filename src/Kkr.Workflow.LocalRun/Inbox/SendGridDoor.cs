using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kkr.Workflow.LocalRun.Inbox.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The part of SendGrid's v3 API that the app uses: sending, and asking whether a mail was taken (Email Activity).</summary>
internal sealed partial class SendGridDoor(MailBox box, InboxOptions options)
{
    private const long LargestMail = 30 * 1024 * 1024;

    private readonly RateLimit _limit = new(options.Time);

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v3");
        api.AddEndpointFilter(async (context, next) =>
        {
            _limit.Count(context.HttpContext.Response);
            return Refused(context.HttpContext.Request) ?? await next(context);
        });
        api.MapPost("/mail/send", SendAsync);
        api.MapGet("/messages", Search);
        api.MapGet("/messages/{id}", Show);
        new SuppressionDoor(box).Map(api);
    }

    private async Task<IResult> SendAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return Errors(StatusCodes.Status415UnsupportedMediaType, new SendGridError("The content type must be application/json."));
        }

        if (request.ContentLength > LargestMail)
        {
            return Errors(StatusCodes.Status413PayloadTooLarge, new SendGridError("A mail has at most 30 MB."));
        }

        using StreamReader reader = new(request.Body, Encoding.UTF8);
        string raw = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(raw);
            IReadOnlyList<SendGridError> errors = SendGridRules.Check(parsed.RootElement);
            if (errors.Count > 0)
            {
                return Errors(StatusCodes.Status400BadRequest, [.. errors]);
            }

            if (SendGridRules.IsSandboxed(parsed.RootElement))
            {
                // Looked at, and gone to nobody: no id, no events, and no trace among the mails.
                return Results.StatusCode(StatusCodes.Status200OK);
            }

            Mail[] kept = [.. Mails(parsed.RootElement, raw).Select(box.Add)];
            request.HttpContext.Response.Headers["X-Message-Id"] = kept[0].Id;
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        catch (JsonException)
        {
            return Errors(StatusCodes.Status400BadRequest, new SendGridError("The body is not valid JSON."));
        }
    }

    private IEnumerable<Mail> Mails(JsonElement root, string raw)
    {
        IReadOnlyDictionary<string, string> shared = Arguments(root);
        JsonElement[] content = root.TryGetProperty("content", out JsonElement parts) ? [.. parts.EnumerateArray()] : [];
        foreach (JsonElement one in root.GetProperty("personalizations").EnumerateArray())
        {
            Dictionary<string, string> arguments = new(shared);
            foreach ((string name, string value) in Arguments(one))
            {
                arguments[name] = value;
            }

            yield return new Mail
            {
                Id = "",
                At = options.Time.GetUtcNow(),
                From = Address(root.GetProperty("from")),
                To = Addresses(one, "to"),
                Copies = [.. Addresses(one, "cc"), .. Addresses(one, "bcc")],
                Subject = SendGridRules.Text(one, "subject") ?? SendGridRules.Text(root, "subject") ?? "",
                Text = Content("text/plain"),
                Html = Content("text/html"),
                Categories = root.TryGetProperty("categories", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.ToString())] : [],
                CustomArgs = arguments,
                Raw = raw,
            };
        }

        string? Content(string type) => content.Where(part => SendGridRules.Text(part, "type") == type)
            .Select(part => SendGridRules.Text(part, "value")).FirstOrDefault();
    }

    private IResult Search(HttpRequest request)
    {
        string query = request.Query["query"].ToString();
        int limit = 10;
        if (request.Query.ContainsKey("limit") && (!int.TryParse(request.Query["limit"], out limit) || limit is < 1 or > 1000))
        {
            return Errors(StatusCodes.Status400BadRequest, new SendGridError("The limit is between 1 and 1000.", "limit"));
        }

        if (Conditions(query) is not { } conditions)
        {
            return Errors(StatusCodes.Status400BadRequest, new SendGridError("The query is missing or not understood.", "query"));
        }

        object[] messages = [.. box.Mails.Where(mail => conditions.TrueForAll(condition => condition(mail))).Take(limit).Select(Summary)];
        box.CountQuestion(isKnown: messages.Length > 0);
        return Results.Json(new { messages });
    }

    private IResult Show(string id) => box.Find(id) is { } mail
        ? Results.Json(Summary(mail))
        : Errors(StatusCodes.Status404NotFound, new SendGridError("resource not found"));

    private object Summary(Mail mail)
    {
        MailEvent? last = box.EventsOf(mail.Id) is [.., MailEvent newest] ? newest : null;
        return new
        {
            from_email = mail.From.Email,
            msg_id = mail.Id,
            subject = mail.Subject,
            to_email = mail.To[0].Email,
            status = last?.Kind switch { null => "processed", "delivered" => "delivered", _ => "not_delivered" },
            opens_count = 0,
            clicks_count = 0,
            last_event_time = (last?.At ?? mail.At).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private IResult? Refused(HttpRequest request) =>
        request.Headers.Authorization.ToString() == $"Bearer {options.SendGridKey}"
            ? null
            : Errors(StatusCodes.Status401Unauthorized, new SendGridError("The provided authorization grant is invalid, expired, or revoked"));

    internal static IResult Errors(int status, params SendGridError[] errors) =>
        Results.Json(new { errors = errors.Select(error => new { message = error.Message, field = error.Field, help = error.Help }) }, statusCode: status);

    private static Dictionary<string, string> Arguments(JsonElement owner) =>
        owner.TryGetProperty("custom_args", out JsonElement arguments) && arguments.ValueKind == JsonValueKind.Object
            ? arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => argument.Value.ToString())
            : [];

    private static MailAddress[] Addresses(JsonElement owner, string list) =>
        owner.TryGetProperty(list, out JsonElement addresses) && addresses.ValueKind == JsonValueKind.Array
            ? [.. addresses.EnumerateArray().Select(Address)]
            : [];

    private static MailAddress Address(JsonElement address) =>
        new(SendGridRules.Text(address, "email")!, SendGridRules.Text(address, "name") is { Length: > 0 } name ? name : null);

    /// <summary>The conditions of a query joined by AND, or null when any of it is not understood: a search that ignores half its query misleads.</summary>
    private static List<Predicate<Mail>>? Conditions(string query)
    {
        List<Predicate<Mail>> conditions = [];
        foreach (string part in And().Split(query))
        {
            if (Condition().Match(part) is not { Success: true } match)
            {
                return null;
            }

            string value = match.Groups["value"].Value.Replace("\\\"", "\"", StringComparison.Ordinal);
            string argument = match.Groups["argument"].Value;
            conditions.Add(match.Groups["field"].Value switch
            {
                "to_email" => mail => mail.To.Any(to => to.Email.Equals(value, StringComparison.OrdinalIgnoreCase)),
                "from_email" => mail => mail.From.Email.Equals(value, StringComparison.OrdinalIgnoreCase),
                "subject" => mail => mail.Subject == value,
                "msg_id" => mail => mail.Id == value,
                _ => mail => mail.CustomArgs.GetValueOrDefault(argument) == value,
            });
        }

        return conditions;
    }

    [GeneratedRegex(@"(?<=""\s*\)?)\s+AND\s+", RegexOptions.None, 1000)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^\s*\(?\s*(?<field>to_email|from_email|subject|msg_id|unique_args\[['""](?<argument>[^'""]+)['""]\])\s*=\s*""(?<value>(?:[^""\\]|\\.)*)""\s*\)?\s*$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Condition();
}
