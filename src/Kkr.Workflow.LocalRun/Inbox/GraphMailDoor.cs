using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The part of Graph v1.0 that sends mail and chat messages. What is sent lies among the mails, with the channel as a category.</summary>
internal sealed class GraphMailDoor(MailBox box, TimeProvider time)
{
    /// <summary>The categories that tell how a message came.</summary>
    public const string MailCategory = "graphMail";

    /// <inheritdoc cref="MailCategory"/>
    public const string ChatCategory = "teamsChat";

    private const string KeyArgument = "mailing_key";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string From, string To)> _chats = [];

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder graph = routes.MapGroup("/v1.0");
        graph.AddEndpointFilter((context, next) => GraphDoor.RequireTokenAsync(context, next, time));
        graph.MapPost("/users/{mailbox}/sendMail", SendAsync);
        graph.MapPost("/users/{mailbox}/microsoft.graph.sendMail", SendAsync);
        graph.MapGet("/users/{mailbox}/mailFolders/{folder}/messages", Find);
        graph.MapPost("/chats", OpenChatAsync);
        graph.MapPost("/chats/{id}/messages", SayAsync);
    }

    private async Task<IResult> SendAsync(HttpRequest request, string mailbox)
    {
        JsonObject? sent = await GraphDoor.ReadAsync(request);
        if ((sent?["message"] ?? sent?["Message"]) is not JsonObject message)
        {
            return Refused(request, "ErrorInvalidRequest", "The message is missing.");
        }

        MailAddress[] to = [.. Addresses(message["toRecipients"])];
        if (to.Length == 0 || to.Any(address => !address.Email.Contains('@', StringComparison.Ordinal)))
        {
            return Refused(request, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        }

        bool isHtml = ((string?)message["body"]?["contentType"] ?? "text").Equals("html", StringComparison.OrdinalIgnoreCase);
        box.Add(new Mail
        {
            Id = "",
            At = time.GetUtcNow(),
            From = new MailAddress(mailbox, (string?)message["from"]?["emailAddress"]?["name"]),
            To = to,
            Copies = [.. Addresses(message["ccRecipients"])],
            Subject = (string?)message["subject"] ?? "",
            Html = isHtml ? (string?)message["body"]?["content"] : null,
            Text = isHtml ? null : (string?)message["body"]?["content"],
            Categories = [MailCategory],
            CustomArgs = KeyOf(message) is { } key ? new Dictionary<string, string> { [KeyArgument] = key } : new Dictionary<string, string>(),
            Raw = sent!.ToJsonString(),
        });
        return Results.Accepted();
    }

    /// <summary>What lies in the folder of sent mail under an extended property.</summary>
    private IResult Find(HttpRequest request, string mailbox)
    {
        Match match = GraphDoor.PropertyFilter().Match(request.Query["$filter"].ToString());
        if (!match.Success)
        {
            return Refused(request, "ErrorInvalidUrlQueryFilter", "The local inbox filters by one extended property only.");
        }

        string value = match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
        JsonArray found = [.. box.Mails
            .Where(mail => mail.Categories.Contains(MailCategory) && mail.From.Email.Equals(mailbox, StringComparison.OrdinalIgnoreCase) && mail.About.Key == value)
            .Select(mail => new JsonObject { ["id"] = mail.Id })];
        return Results.Text(new JsonObject { ["value"] = found }.ToJsonString(), "application/json");
    }

    /// <summary>A chat of the same two is the same chat.</summary>
    private async Task<IResult> OpenChatAsync(HttpRequest request)
    {
        JsonObject? sent = await GraphDoor.ReadAsync(request);
        string[] members = [.. (sent?["members"] as JsonArray ?? []).Select(member => UserOf((string?)member?["user@odata.bind"])).OfType<string>()];
        if ((string?)sent?["chatType"] != "oneOnOne" || members.Length != 2)
        {
            return Refused(request, "BadRequest", "A one-on-one chat has exactly two members.");
        }

        string id = $"19:{MailBox.Digest(string.Join('/', members.Order(StringComparer.OrdinalIgnoreCase)))}@unq.gbl.spaces";
        lock (_lock)
        {
            _chats[id] = (members[0], members[1]);
        }

        return Results.Text(new JsonObject { ["id"] = id, ["chatType"] = "oneOnOne" }.ToJsonString(), "application/json", statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> SayAsync(HttpRequest request, string id)
    {
        JsonObject? sent = await GraphDoor.ReadAsync(request);
        (string From, string To)? chat;
        lock (_lock)
        {
            chat = _chats.TryGetValue(id, out var known) ? known : null;
        }

        if (chat is not { } pair)
        {
            return GraphAnswers.Error(request, time, StatusCodes.Status404NotFound, "NotFound", "The chat was not found.");
        }

        if (sent?["body"] is not JsonObject body || (string?)body["content"] is not { Length: > 0 } content)
        {
            return Refused(request, "BadRequest", "The message has no body.");
        }

        Mail said = box.Add(new Mail
        {
            Id = "",
            At = time.GetUtcNow(),
            From = new MailAddress(pair.From),
            To = [new MailAddress(pair.To)],
            Subject = (string?)sent["subject"] ?? "Teams",
            Html = content,
            Categories = [ChatCategory],
            Raw = sent.ToJsonString(),
        });
        return Results.Text(new JsonObject { ["id"] = said.Id, ["chatId"] = id }.ToJsonString(), "application/json", statusCode: StatusCodes.Status201Created);
    }

    private static string? KeyOf(JsonObject message) => (message["singleValueExtendedProperties"] as JsonArray ?? [])
        .FirstOrDefault(property => ((string?)property?["id"] ?? "").EndsWith("KkrMailingKey", StringComparison.Ordinal))?["value"]?.ToString();

    private static IEnumerable<MailAddress> Addresses(JsonNode? list) => (list as JsonArray ?? [])
        .Select(one => new MailAddress((string?)one?["emailAddress"]?["address"] ?? "", (string?)one?["emailAddress"]?["name"]));

    private static string? UserOf(string? bound) => bound is not null && bound.Split('\'') is [_, var user, _] ? user : null;

    private IResult Refused(HttpRequest request, string code, string message) =>
        GraphAnswers.Error(request, time, StatusCodes.Status400BadRequest, code, message);
}
