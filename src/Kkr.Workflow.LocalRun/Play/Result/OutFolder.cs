using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Play.Result;

/// <summary>Leaves everything that came of a run in a folder to look at.</summary>
internal static class OutFolder
{
    private static readonly string[] Ours = ["mail", "calendar", "documents", "confidential"];

    /// <summary>Makes the folder and writes in it, so that a year is not played for nothing.</summary>
    /// <exception cref="LocalRunException">It cannot be written.</exception>
    public static void Try(string folder)
    {
        string probe = Path.Combine(folder, $".kkr-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalRunException(
                $"Der kan ikke skrives i {folder}: {exception.Message} Vælg en anden mappe med --out.",
                "The folder cannot be written. Choose another with --out.",
                exception);
        }
    }

    /// <summary>Writes the folder; what an earlier run left there is replaced.</summary>
    public static void Write(string folder, PlayedYear year)
    {
        Directory.CreateDirectory(folder);
        foreach (string mine in Ours.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
        {
            Directory.Delete(mine, recursive: true);
        }

        File.WriteAllText(Path.Combine(folder, "timeline.json"), TimelineFile.Write(year));
        WriteMails(Path.Combine(folder, "mail"), year);
        WriteCalendar(Path.Combine(folder, "calendar"), year);
        Dictionary<string, string> names = EditionNames(year);
        foreach (PlayedDocument document in year.Documents)
        {
            string path = names.GetValueOrDefault(document.Path, document.Path);
            WriteBytes(Path.Combine(folder, document.Container, Path.Combine([.. path.Split('/').Select(Safe)])), document.Content);
        }

        foreach ((string name, OpenedFile opened) in year.Stage.Opened)
        {
            WriteBytes(Path.Combine(folder, "documents", Safe(year.Stage.Scenario.Council.Id), Safe(year.Stage.MeetingId(name)), Safe(opened.Name)), opened.Content);
        }
    }

    /// <summary>What somebody would find them under who had saved them, by where the archive keeps them. Attachments have their own names already.</summary>
    private static Dictionary<string, string> EditionNames(PlayedYear year)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        string council = year.Stage.Scenario.Council.Name;
        foreach (Meeting meeting in year.Meetings.Values.Select(shown => shown.Meeting))
        {
            foreach (IEdition edition in meeting.Editions())
            {
                foreach (bool forMembers in (bool[])[false, true])
                {
                    foreach (EditionFormat format in edition.FormatsOf(forMembers))
                    {
                        string path = EditionFiles.PathOf((forMembers ? edition.MembersPath : edition.Path)!, format);
                        names[path] = $"{path[..path.LastIndexOf('/')]}/{DocumentNames.Of(council, meeting, edition, format, forMembers)}";
                    }
                }
            }
        }

        return names;
    }

    /// <summary>One folder per recipient, its mails in order; each opens in a mail program.</summary>
    private static void WriteMails(string folder, PlayedYear year)
    {
        foreach (IGrouping<string, Mail> recipient in year.Mails.GroupBy(mail => mail.To[0].Email, StringComparer.OrdinalIgnoreCase))
        {
            int number = 0;
            foreach (Mail mail in recipient)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{++number:000} {year.Local(mail.At):yyyy-MM-dd HHmm} {mail.About.Kind}.eml");
                WriteBytes(Path.Combine(folder, Safe(recipient.Key), Safe(name)), Encoding.UTF8.GetBytes(MailText.Of(mail)));
            }
        }
    }

    private static void WriteCalendar(string folder, PlayedYear year)
    {
        foreach (string name in year.Meetings.Keys)
        {
            IReadOnlyList<EventVersion> history = year.CalendarOf(name);
            JsonArray versions = [.. history.Select(version => new JsonObject
            {
                ["version"] = version.Version,
                ["at"] = version.At.ToString("O", CultureInfo.InvariantCulture),
                ["change"] = version.Change,
                ["message"] = CalendarPages.Message(version),
                ["event"] = version.Resource.DeepClone(),
            })];
            foreach (JsonNode? version in versions)
            {
                // It leads to this run's inbox, whose port is another one next time.
                version!["event"]!.AsObject().Remove("webLink");
            }

            if (history.Count > 0)
            {
                WriteBytes(Path.Combine(folder, $"{Safe(name)}.json"), Encoding.UTF8.GetBytes(versions.ToJsonString(ScenarioJson.File) + "\n"));
                WriteBytes(Path.Combine(folder, $"{Safe(name)}.ics"), Encoding.UTF8.GetBytes(string.Concat(history.Select(CalendarText.Of))));
            }
        }
    }

    private static void WriteBytes(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private static string Safe(string name)
    {
        char[] invalid = [.. Path.GetInvalidFileNameChars(), ':', '|', '*', '?', '"', '<', '>', '\\'];
        string safe = new([.. name.Select(letter => invalid.Contains(letter) ? '-' : letter)]);
        return safe is "." or ".." ? "-" : safe;
    }
}
