using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>One event of SendGrid's, about one mailing.</summary>
/// <param name="Key">The mailing.</param>
/// <param name="Report">What is told about it.</param>
/// <param name="Address">The address that it is told of, as a digest; null when none is named.</param>
internal sealed record MailEvent(MailingKey Key, MailReport Report, string? Address)
{
    /// <summary>A copy to the secretariat is reported with the same key, and says nothing about the recipient.</summary>
    public bool IsAbout(MailingRecord mailing) => Address is null || mailing.AddressDigest is null || mailing.AddressDigest == Address;
}

/// <summary>Reads the events that SendGrid's webhook brings.</summary>
internal static class MailEventReader
{
    /// <summary>Null for an event that concerns no mailing of ours, or that nothing follows from.</summary>
    public static MailEvent? Read(JsonElement occurrence)
    {
        MailReportKind? kind = Text(occurrence, "event") switch
        {
            "deferred" => MailReportKind.Deferred,
            "delivered" => MailReportKind.Delivered,
            "bounce" when Text(occurrence, "type") == "blocked" => MailReportKind.Blocked,
            "bounce" => MailReportKind.Bounced,
            "blocked" => MailReportKind.Blocked,
            "dropped" => MailReportKind.Dropped,
            "spamreport" => MailReportKind.CalledSpam,
            _ => null,
        };
        if (kind is not { } told || Text(occurrence, "mailing_key") is not { } text || MailingKey.Parse(text) is not { } key)
        {
            return null;
        }

        string? reason = Text(occurrence, "reason") ?? Text(occurrence, "response");
        MailReport report = new(
            told,
            Text(occurrence, "sg_message_id"),
            told == MailReportKind.Delivered || reason is null ? null : MailAddresses.LeaveOut(reason),
            told == MailReportKind.Dropped ? ListOf(reason) : null);
        return new MailEvent(key, report, Text(occurrence, "email") is { Length: > 0 } email ? AddressDigest.Of(email) : null);
    }

    private static SuppressionList? ListOf(string? reason) => reason switch
    {
        not null when reason.StartsWith("Bounced Address", StringComparison.OrdinalIgnoreCase) => SuppressionList.Bounces,
        not null when reason.StartsWith("Spam Reporting Address", StringComparison.OrdinalIgnoreCase) => SuppressionList.SpamReports,
        not null when reason.StartsWith("Unsubscribed", StringComparison.OrdinalIgnoreCase) => SuppressionList.Unsubscribes,
        not null when reason.Equals("Invalid", StringComparison.OrdinalIgnoreCase)
            || reason.StartsWith("Invalid Address", StringComparison.OrdinalIgnoreCase) => SuppressionList.InvalidAddresses,
        _ => null,
    };

    private static string? Text(JsonElement occurrence, string name) =>
        occurrence.ValueKind == JsonValueKind.Object && occurrence.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
