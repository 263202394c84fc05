using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>An event version as iCalendar text (RFC 5545).</summary>
internal static class CalendarText
{
    /// <summary>What an attendee answered, as a sentence.</summary>
    public static string? Answer(EventVersion version)
    {
        if (version.Change != "answered" || JsonNode.Parse(version.Request) is not JsonObject request)
        {
            return null;
        }

        string who = CalendarPages.Attendees(version).FirstOrDefault(one => one.Address.Email.Equals((string?)request["attendee"], StringComparison.OrdinalIgnoreCase)).Address is { } address
            ? address.Name ?? address.Email
            : "En indkaldt";
        string what = (string?)request["response"] switch { "accepted" => "siger ja", "declined" => "siger nej", _ => "svarer måske" };
        return $"{who} {what} i kalenderen{(request["proposedNewTime"] is null ? "" : " og foreslår en anden tid")}.";
    }

    public static string Of(EventVersion version)
    {
        StringBuilder text = new();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//KKR//Lokal indbakke//DA");
        Line(version.IsGone ? "METHOD:CANCEL" : "METHOD:REQUEST");
        Line("BEGIN:VEVENT");
        Line($"UID:{version.Text("iCalUId")}");
        Line($"SEQUENCE:{version.Version - 1}");
        Line($"DTSTAMP:{Utc(version.At)}");
        Line($"DTSTART:{Utc(GraphTime.Instant(version.Resource["start"]) ?? default)}");
        Line($"DTEND:{Utc(GraphTime.Instant(version.Resource["end"]) ?? default)}");
        Line($"SUMMARY:{Escape(version.Text("subject"))}");
        Line($"LOCATION:{Escape(CalendarPages.Place(version))}");
        Line($"DESCRIPTION:{Escape(version.Text("bodyPreview"))}");
        if ((string?)version.Resource["onlineMeeting"]?["joinUrl"] is { } join)
        {
            Line($"URL:{join}");
        }

        Line($"STATUS:{(version.IsGone ? "CANCELLED" : "CONFIRMED")}");
        Line($"ORGANIZER:mailto:{version.Mailbox}");
        foreach ((MailAddress address, bool required) in CalendarPages.Attendees(version))
        {
            Line($"ATTENDEE;CN=\"{(address.Name ?? address.Email).Replace('"', '\'')}\";ROLE={(required ? "REQ" : "OPT")}-PARTICIPANT:mailto:{address.Email}");
        }

        Line("END:VEVENT");
        Line("END:VCALENDAR");
        return text.ToString();

        // Lines end in CRLF and are folded before they pass 75 octets, never inside a character.
        void Line(string line)
        {
            int octets = 0;
            foreach (Rune rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > 74)
                {
                    text.Append("\r\n ");
                    octets = 1;
                }

                text.Append(rune);
                octets += rune.Utf8SequenceLength;
            }

            text.Append("\r\n");
        }
    }

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string value) => value
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace(";", @"\;", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
