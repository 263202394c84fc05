using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>
/// One council living through its history: acts go in through the API, and what the model remembers of them is held against what the app
/// has stored and sent. <c>Town.Acts.cs</c> has the acts, <c>Town.Rules.cs</c> what must hold at any time.
/// </summary>
internal sealed partial class Town(MortalApp app, Story story)
{
    private readonly CouncilClient client = new(app, story.Council);
    private readonly Dictionary<string, MeetingFacts> meetings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemFacts> sent = new(StringComparer.Ordinal);
    private int wishes;
    private Wish? last;
    private Answer? lastAnswer;
    private DateTimeOffset lastAt;

    public Story Story => story;

    public string Council => story.Council;

    public ModelDirectory Directory { get; } = new(story.Council);

    public IReadOnlyDictionary<string, MeetingFacts> Meetings => meetings;

    public List<Owed> Owed { get; } = [];

    public List<Change> Changes { get; } = [];

    /// <summary>How often each kind of act was done and refused, to see that histories do something.</summary>
    public Dictionary<string, int> Tally { get; } = new(StringComparer.Ordinal);

    /// <summary>False once the process has died in this history: what an unanswered request did is then not known, and a lost poke is made up for at night.</summary>
    public bool IsUndisturbed { get; set; } = true;

    public IEnumerable<SentMail> Mails => app.Mail.Sent.Where(mail => mail.Mail.Key.Meeting.Council == Council);

    public async Task BeginAsync()
    {
        Answer setUp = await AskAsync("SetUp", HttpMethod.Put, "", "", Directory.Setup(story.SilenceApproves), "secretariat", Council);
        Directory.Keep(app.Now);
        Require(setUp.IsDone, "council-set-up", $"{setUp.Status} {setUp.Body}");
        foreach (Planned meeting in story.Meetings)
        {
            await PlanAsync(meeting.Date, meeting.Kind);
        }
    }

    public Task<IReadOnlyList<Meeting>> StoredMeetingsAsync() => app.Port<IMeetings>().ListAsync(Council, CancellationToken.None);

    public async Task<IReadOnlyList<Item>> StoredItemsAsync(string? meeting) =>
        [.. (await app.Port<IItems>().ListAsync(Council, meeting, CancellationToken.None)).Select(item => item.Value)];

    public async Task<IReadOnlyList<Item>> AllItemsAsync()
    {
        List<Item> all = [.. await StoredItemsAsync(null)];
        foreach (Meeting meeting in await StoredMeetingsAsync())
        {
            all.AddRange(await StoredItemsAsync(meeting.Key.Meeting));
        }

        return all;
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        List<AuditEntry> entries = [];
        await foreach (AuditEntry entry in app.Port<IAuditLog>().ReadAsync(Council, CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The ledger's rows of a meeting, as they stand in a report.</summary>
    public async Task<string> LedgerAsync(string meeting, Func<MailingKey, bool> which) => string.Join("; ",
        (await app.Port<IMailings>().ListAsync(new MeetingKey(Council, meeting), CancellationToken.None))
            .Where(row => which(row.Key))
            .Select(row => $"{row.Key} {row.Status} at {ModelCalendar.Local(row.At)} {row.Error}"));

    public async Task<byte[]?> DocumentAsync(string path)
    {
        if (await app.Port<IDocumentArchive>().OpenAsync(path, confidential: false, CancellationToken.None) is not { } found)
        {
            return null;
        }

        await using Stream content = found.Content;
        using MemoryStream copy = new();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    public static void Require(bool holds, string rule, string what)
    {
        if (!holds)
        {
            throw new BrokenRuleException(rule, what);
        }
    }

    /// <summary>Sends one act and holds the answer against the rules that every answer obeys.</summary>
    private async Task<Answer> AskAsync(string act, HttpMethod method, string path, string resource, object body, string post, string subject)
    {
        Wish wish = new(method, path, resource, body, post, string.Create(CultureInfo.InvariantCulture, $"{story.Seed}-{++wishes}"));
        Answer answer = await client.AskAsync(wish);
        (last, lastAnswer, lastAt) = (wish, answer, app.Now);
        Note(act, answer);
        if (answer.IsDone)
        {
            Changes.Add(new Change(app.Now, post, subject, act));
        }

        return answer;
    }

    private void Note(string act, Answer answer)
    {
        if (answer.IsRepeat)
        {
            IsUndisturbed = false;
        }

        string outcome = answer.IsDone ? "done" : string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {answer.Code}");
        Tally[$"{act} {outcome}"] = Tally.GetValueOrDefault($"{act} {outcome}") + 1;
        Require(answer.Status < 500, "no-fault", $"{act} was answered {answer.Status} {answer.Body}");
        Require(
            answer.IsDone || (answer.MediaType == "application/problem+json" && answer.Code.Length > 0),
            "refusal-is-a-problem",
            $"{act} was answered {answer.Status} {answer.MediaType} {answer.Body}");
    }

    /// <summary>The whole stored state of meetings and items, to see that a refusal changed nothing.</summary>
    private async Task<string> StateAsync()
    {
        List<string> tags = [];
        foreach (Meeting meeting in await StoredMeetingsAsync())
        {
            tags.Add($"{meeting.Key.Meeting}@{meeting.Revision}");
            tags.AddRange((await app.Port<IMeetings>().RepliesAsync(meeting.Key, CancellationToken.None)).Select(reply => $"{reply.Municipality} {reply.At:O}"));
            tags.AddRange((await app.Port<IItems>().ListAsync(Council, meeting.Key.Meeting, CancellationToken.None)).Select(item => item.Value.Id + item.ETag));
        }

        tags.AddRange((await app.Port<IItems>().ListAsync(Council, null, CancellationToken.None)).Select(item => "pool " + item.Value.Id + item.ETag));
        return string.Join(' ', tags);
    }
}
