using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Where an item that the script submitted ended, and how.</summary>
public sealed record ItemEnded : Expectation
{
    public required string Item { get; init; }

    /// <summary>The meeting that it is on at the end, or null when it is on none.</summary>
    public string? Meeting { get; init; }

    public ItemStatus? Status { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        (string Meeting, JsonNode Item)? found = year.FindItem(Item);
        if (found?.Meeting != Meeting)
        {
            yield return new Failure($"Punktet »{Item}«", Meeting is null ? "ikke på noget møde" : $"på {Meeting}", found is null ? "ikke på noget møde" : $"på {found.Value.Meeting}");
        }
        else if (Status is { } status && !status.ToString().Equals((string?)found?.Item["status"], StringComparison.OrdinalIgnoreCase))
        {
            yield return new Failure($"Punktet »{Item}«", JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), (string?)found?.Item["status"] ?? "ukendt");
        }
    }

    internal override void Check(ScriptRules rules)
    {
        rules.NeedItem("item", Item);
        if (Meeting is not null)
        {
            rules.NeedMeeting("meeting", Meeting);
        }
    }
}

/// <summary>An item waits in the pool at the end.</summary>
public sealed record ItemInPool : Expectation
{
    public required string Title { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        if (!year.Pool.Contains(Title))
        {
            yield return new Failure("Punktbanken", Title, year.Pool.Count == 0 ? "tom" : string.Join(", ", year.Pool));
        }
    }
}

/// <summary>An item has exactly these attachments, and each of them is kept with the bytes of the file that was sent.</summary>
public sealed record ItemAttachments : Expectation
{
    public required string Item { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        JsonNode[] attached = [.. (year.FindItem(Item)?.Item["attachments"] as JsonArray ?? []).OfType<JsonNode>()];
        string[] names = [.. attached.Select(one => (string?)one["name"] ?? "").Order(StringComparer.Ordinal)];
        if (!names.SequenceEqual(Names.Order(StringComparer.Ordinal)))
        {
            yield return new Failure($"Punktet »{Item}«: bilag", string.Join(", ", Names), names.Length == 0 ? "ingen" : string.Join(", ", names));
        }

        IEnumerable<AttachedFile> sent = year.Actions.Select(played => played.Action).OfType<SubmitItem>().Where(action => action.As == Item).SelectMany(action => action.Attachments)
            .Concat(year.Actions.Select(played => played.Action).OfType<SendPromised>().Where(action => action.Item == Item).Select(action => action.Attachment));
        foreach (AttachedFile file in sent)
        {
            string? path = (string?)attached.FirstOrDefault(one => (string?)one["name"] == file.Name)?["path"];
            byte[]? kept = year.Documents.FirstOrDefault(document => document.Path == path)?.Content;
            if (kept is null || !kept.SequenceEqual(File.ReadAllBytes(Path.Combine(year.Stage.Scenario.Folder, file.File))))
            {
                yield return new Failure($"Punktet »{Item}«: {file.Name}", "filen, som den blev sendt", kept is null ? "ikke gemt" : $"{kept.Length} andre bytes");
            }
        }
    }

    internal override void Check(ScriptRules rules) => rules.NeedItem("item", Item);
}

/// <summary>An item that the script did not submit itself is on a meeting: carried over, reserved or automatic.</summary>
public sealed record ItemOnAgenda : MeetingExpectation
{
    /// <summary>The title, or the beginning of it.</summary>
    public required string Title { get; init; }

    public ItemOrigin? Origin { get; init; }

    public ItemStatus? Status { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        JsonNode[] titled = [.. year.Meetings[Meeting].Items.OfType<JsonNode>()
            .Where(item => ((string?)item["title"])?.StartsWith(Title, StringComparison.Ordinal) == true)];
        if (!titled.Any(item => Is(item, "origin", Origin?.ToString()) && Is(item, "status", Status?.ToString())))
        {
            string actual = titled.Length == 0 ? "ikke på dagsordenen" : string.Join("; ", titled.Select(item => $"{(string?)item["origin"]}, {(string?)item["status"]}"));
            yield return new Failure($"{Meeting}: punktet »{Title}…«", string.Join(", ", new[] { "på dagsordenen", Origin?.ToString(), Status?.ToString() }.OfType<string>()), actual);
        }

        static bool Is(JsonNode item, string field, string? wanted) => wanted is null || wanted.Equals((string?)item[field], StringComparison.OrdinalIgnoreCase);
    }
}
