using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>What people do with items, said briefly.</summary>
internal static class ItemsActing
{
    public static async Task<CouncilAtWork> CallingAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        return app;
    }

    public static string PathOf(string item) => "councils/lille/items/" + item;

    public static Task<JsonElement> DoAsync(this CouncilAtWork app, string item, string act, object? body = null, string? post = null) =>
        app.SendAsync(HttpMethod.Post, $"{PathOf(item)}/{act}", body ?? new { }, post);

    public static async Task<string> RefusedAsync(this CouncilAtWork app, HttpMethod method, string path, object? body, string? post = null)
    {
        using HttpResponseMessage response = await app.RawAsync(method, path, body, post);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode is >= 400 and < 500, $"{(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
    }

    public static async Task<string> NewAsync(this CouncilAtWork app, object draft, string post = "director-0730", string meeting = "2026-1") =>
        (await app.SendAsync(HttpMethod.Post, $"{Acting.Meetings}/{meeting}/items", draft, post)).GetProperty("id").GetString()!;

    public static object Text(string title, object? extra = null)
    {
        Dictionary<string, object?> draft = new() { ["title"] = title, ["background"] = "Baggrund.", ["recommendation"] = "Det indstilles, at punktet drøftes." };
        foreach (System.Reflection.PropertyInfo property in extra?.GetType().GetProperties() ?? [])
        {
            draft[property.Name] = property.GetValue(extra);
        }

        return draft;
    }

    public static async Task<Item> ItemAsync(this CouncilAtWork app, string item) => (await app.Items.LocateAsync("lille", item, default))!.Value;

    public static async Task<HttpResponseMessage> UploadAsync(this CouncilAtWork app, string item, string name, byte[] content, string? post = null, string query = "")
    {
        using HttpRequestMessage request = new(HttpMethod.Put, $"api/{PathOf(item)}/attachments/{Uri.EscapeDataString(name)}{query}") { Content = new ByteArrayContent(content) };
        if (post is not null)
        {
            request.Headers.Add("X-Acting-Post", post);
        }

        return await app.Http.SendAsync(request);
    }

    public static async Task<string> CodeAsync(this HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture) : JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
    }

    /// <summary>Recipients of a kind of mail, in order.</summary>
    public static string[] Told(this CouncilAtWork app, MailKind kind) => [.. app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind).Select(mail => mail.Mail.Key.Recipient).Order(StringComparer.Ordinal)];

    public static string MailText(this CouncilAtWork app, MailKind kind) => string.Join("\n", app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind).Select(mail => mail.Mail.Subject + "\n" + mail.Mail.Text + mail.Mail.Html));

    /// <summary>Lets mails that were queued go out.</summary>
    public static Task SettleAsync(this CouncilAtWork app) => app.Clock.WaitUntilAsync(app.Clock.GetUtcNow().AddMinutes(10));

    public static async Task<AuditEntry[]> AuditAsync(this CouncilAtWork app, string action)
    {
        List<AuditEntry> entries = [];
        await foreach (AuditEntry entry in app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", CancellationToken.None))
        {
            entries.Add(entry);
        }

        return [.. entries.Where(entry => entry.Action == action)];
    }

    public static async Task<string[]> WarningsAsync(this CouncilAtWork app, string meeting = "2026-1") =>
        [.. (await app.MeetingAsync(meeting)).Warnings.Select(warning => $"{warning.Code} {warning.Item}")];

    public static T As<T>(this JsonElement json) => json.Deserialize<T>(Wire.Options)!;
}
