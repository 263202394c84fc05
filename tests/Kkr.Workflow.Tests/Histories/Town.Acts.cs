using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Tests.Histories;

// What is done, and what the model takes from the answer.
internal sealed partial class Town
{
    public async Task DoAsync(Act act)
    {
        if (meetings.Count == 0)
        {
            return;
        }

        bool isOnTheMinute = act.At.Minute == 0;
        foreach (Meeting meeting in await StoredMeetingsAsync())
        {
            meetings[meeting.Key.Meeting].Phase = meeting.Phase;
        }

        string before = await StateAsync();
        int written = Changes.Count;
        Answer? answer = await ActAsync(act);
        if (act.Kind != ActKind.ChangeDirectory && before == await StateAsync())
        {
            // What was so already is no change, and the log need not have it.
            Changes.RemoveRange(written, Changes.Count - written);
        }

        if (answer is { IsDone: false, IsRepeat: false } && !isOnTheMinute && act.Kind is not (ActKind.Minute or ActKind.Together))
        {
            Require(before == await StateAsync(), "a-refusal-changes-nothing", $"{act} was answered {answer.Status} {answer.Code}");
        }

        // What the act has set going is finished before anybody looks.
        await app.UntilAsync(app.Now.AddTicks(1));
        await HoldsNowAsync();
    }

    private Task<Answer?> ActAsync(Act act) => act.Kind switch
    {
        ActKind.Submit => SubmitAsync(act),
        ActKind.Edit or ActKind.Return or ActKind.Accept or ActKind.Reject or ActKind.Withdraw or ActKind.Pool or ActKind.Relocate => ChangeItemAsync(act),
        ActKind.Supplement => SupplementAsync(act),
        ActKind.NoItems => NoItemsAsync(act),
        ActKind.AnswerAgenda => AnswerAgendaAsync(act),
        ActKind.Move => MoveAsync(act),
        ActKind.Cancel => CancelAsync(act),
        ActKind.PlanNext => PlanAsync(ModelCalendar.WorkingDayFrom(DateOnly.FromDateTime(act.At.UtcDateTime).AddDays(20 + (act.A % 70))), act.B % 6 == 0 ? "extraordinary" : "ordinary"),
        ActKind.Decide => DecideSomeAsync(act),
        ActKind.Minute => MinuteAsync(act),
        ActKind.ChangeDirectory => ChangeDirectoryAsync(act),
        ActKind.Bounce => BounceAsync(act),
        ActKind.Apologise => ApologiseAsync(act),
        ActKind.Repeat => RepeatAsync(),
        ActKind.Together => TogetherAsync(act),
        _ => FaultAsync(act),
    };

    private async Task<Answer?> PlanAsync(DateOnly date, string kind)
    {
        Answer answer = await AskAsync(
            "Plan", HttpMethod.Post, "meetings", "", new { date, start = "09:30", end = "12:30", venue = new { name = "Rådhuset" }, kind }, "secretariat", "");
        if (answer.IsDone)
        {
            string id = Find(answer.Body, "id") ?? Find(answer.Body, "meeting")!;
            meetings.TryAdd(id, new MeetingFacts(id, date, app.Now));
            Changes[^1] = Changes[^1] with { Subject = id };
        }

        return answer;
    }

    private async Task<Answer?> SubmitAsync(Act act)
    {
        string code = ModelDirectory.Municipalities[act.B % 3];
        string post = act.B % 7 == 0 ? "secretariat" : act.B % 11 == 0 ? "network" : "director-" + code;
        MeetingFacts meeting = Pick(act);
        Answer answer = await AskAsync(
            "Submit",
            HttpMethod.Post,
            $"meetings/{meeting.Id}/items",
            "meetings/" + meeting.Id,
            new { title = $"Sag {act.B}-{act.C}", background = "Baggrund.", recommendation = "Det indstilles, at sagen drøftes.", section = 3 + (act.C % 3), confidential = act.C % 13 == 0 },
            post,
            "");
        if (answer.IsDone)
        {
            Sent(answer, meeting, post);
        }
        else
        {
            Require(!IsOpen(meeting) || answer.Code is not "agenda-frozen", "an-open-agenda-takes-items", $"{act}: {answer.Status} {answer.Body}");
        }

        Require(!answer.IsDone || meeting.CancelledAt is null, "a-cancelled-meeting-takes-nothing", $"{act}");
        return answer;
    }

    private void Sent(Answer answer, MeetingFacts meeting, string post)
    {
        string id = Find(answer.Body, "id")!;
        Changes[^1] = Changes[^1] with { Subject = id };
        if (sent.TryAdd(id, new ItemFacts(id, meeting.Id, post, app.Now)))
        {
            Owed.Add(new Owed(id, post, Since(answer), MailKind.Acknowledgement, MailKind.LateItem, MailKind.ItemRejected));
            if (post == "network" || post.StartsWith("director-", StringComparison.Ordinal))
            {
                meeting.Answers.Add((post == "network" ? post : post[^4..], app.Now));
            }
        }
    }

    private async Task<Answer?> ChangeItemAsync(Act act)
    {
        IReadOnlyList<Item> all = await AllItemsAsync();
        if (all.Count == 0)
        {
            return null;
        }

        Item item = all[act.A % all.Count];
        string post = act.Kind is ActKind.Withdraw or ActKind.Edit && act.C % 2 == 0 && item.SubmitterPost is { } own ? own : "secretariat";
        (HttpMethod method, string path, object body) = act.Kind switch
        {
            ActKind.Edit => (HttpMethod.Put, "", (object)new { title = item.Title + "*", background = "Rettet.", recommendation = "Det indstilles, at sagen drøftes.", section = item.Section, confidential = item.Confidential }),
            ActKind.Return => (HttpMethod.Post, "/return", new { comment = "Uddyb venligst." }),
            ActKind.Pool => (HttpMethod.Post, "/pooling", new { }),
            ActKind.Relocate => (HttpMethod.Post, "/move", new { meeting = Pick(act).Id }),
            ActKind.Accept => (HttpMethod.Post, "/acceptance", new { }),
            ActKind.Reject => (HttpMethod.Post, "/rejection", new { reason = "Hører ikke til her." }),
            _ => (HttpMethod.Post, "/withdrawal", new { reason = "Ikke aktuelt." }),
        };
        Answer answer = await AskAsync(act.Kind.ToString(), method, $"items/{item.Id}{path}", "items/" + item.Id, body, post, item.Id);
        bool isOnTheMinute = act.At.Minute == 0;

        // What is so already changes nothing, and is no transition.
        bool isSaidAgain = (act.Kind, item.Status) is (ActKind.Reject, ItemStatus.Rejected) or (ActKind.Withdraw, ItemStatus.Withdrawn) or (ActKind.Return, ItemStatus.Returned)
            || (act.Kind == ActKind.Relocate && item.Meeting == Pick(act).Id);
        if (answer.IsDone && isSaidAgain)
        {
            Changes.RemoveAt(Changes.Count - 1);
        }

        Require(
            !answer.IsDone || answer.IsRepeat || isOnTheMinute || isSaidAgain || ItemTable.Allows(act.Kind, item.Status),
            "an-illegal-transition-is-refused",
            $"{act}: {item.Id} was {item.Status}, and the answer was {answer.Status}");
        if (answer.IsDone && !isSaidAgain && act.Kind is ActKind.Reject or ActKind.Withdraw && sent.TryGetValue(item.Id, out ItemFacts? facts))
        {
            Owed.Add(new Owed(item.Id, facts.Post, Since(answer), act.Kind == ActKind.Reject ? MailKind.ItemRejected : MailKind.ItemWithdrawn));
        }

        return answer;
    }

    /// <summary>Between the freeze and the meeting: an item with the next number, and the reason why it could not wait.</summary>
    private async Task<Answer?> SupplementAsync(Act act)
    {
        MeetingFacts meeting = Pick(act);
        Answer answer = await AskAsync(
            "Supplement",
            HttpMethod.Post,
            $"meetings/{meeting.Id}/supplements",
            "meetings/" + meeting.Id,
            new { items = new[] { new { title = $"Hastesag {act.B}-{act.C}", background = "Baggrund.", recommendation = "Det indstilles, at sagen drøftes." } }, reason = "Fristen er kort." },
            "secretariat",
            meeting.Id);
        Require(!answer.IsDone || answer.IsRepeat || meeting.Phase is MeetingPhase.Frozen or MeetingPhase.Dispatched, "a-supplement-follows-a-frozen-agenda", $"{act}: it was {meeting.Phase}");
        if (answer.IsDone)
        {
            // Which of the new items the log names is not the model's to know.
            Changes.RemoveAt(Changes.Count - 1);
        }

        return answer;
    }

    private async Task<Answer?> NoItemsAsync(Act act)
    {
        string code = ModelDirectory.Municipalities[act.B % 3];
        MeetingFacts meeting = Pick(act);
        Answer answer = await AskAsync(
            "NoItems", HttpMethod.Put, $"meetings/{meeting.Id}/replies/{code}", $"meetings/{meeting.Id}/replies/{code}", new { answer = "noItems" }, "director-" + code, code);
        if (answer.IsDone)
        {
            Require(meeting.CancelledAt is null, "a-cancelled-meeting-takes-nothing", $"{act}");
            meeting.Answers.Add((code, app.Now));
        }

        return answer;
    }

    private async Task<Answer?> AnswerAgendaAsync(Act act)
    {
        MeetingFacts meeting = Pick(act);
        object body = act.B % 3 == 0 ? new { answer = "comments", text = "Byt om på to punkter." } : new { answer = "approved" };
        return await AskAsync(
            "AnswerAgenda", HttpMethod.Put, $"meetings/{meeting.Id}/chairmanship", "meetings/" + meeting.Id, body, act.C % 2 == 0 ? "chair" : "vice-chair", meeting.Id);
    }

    private async Task<Answer?> MoveAsync(Act act)
    {
        MeetingFacts meeting = Pick(act);
        DateOnly today = DateOnly.FromDateTime(ModelCalendar.Local(app.Now));
        DateOnly date = ModelCalendar.WorkingDayFrom(today.AddDays(act.C % 3 == 0 ? 1 + (act.B % 12) : 10 + (act.B % 80)));
        Answer answer = await AskAsync(
            "Move", HttpMethod.Post, $"meetings/{meeting.Id}/move", "meetings/" + meeting.Id, new { date, start = "10:00", end = "13:00" }, "secretariat", meeting.Id);
        Require(!answer.IsDone || meeting.CancelledAt is null, "a-cancelled-meeting-takes-nothing", $"{act}");
        Require(!answer.IsDone || answer.IsRepeat || meeting.Phase < MeetingPhase.Held, "a-held-meeting-stays", $"{act}: it was {meeting.Phase}");
        meeting.WasMoved |= answer.IsDone;
        if (answer.IsDone && date != meeting.Date)
        {
            // A meeting on another day is answered to anew; at another hour of its day the answers stand.
            meeting.Date = date;
            meeting.Apologies.Add((new HashSet<string>(), app.Now.AddTicks(-1)));
        }

        return answer;
    }

    private async Task<Answer?> CancelAsync(Act act)
    {
        MeetingFacts meeting = Pick(act);
        Answer answer = await AskAsync(
            "Cancel", HttpMethod.Post, $"meetings/{meeting.Id}/cancellation", "meetings/" + meeting.Id, new { reason = "For få punkter" }, "secretariat", meeting.Id);
        Require(!answer.IsDone || answer.IsRepeat || meeting.Phase is < MeetingPhase.Held or MeetingPhase.Cancelled, "a-held-meeting-stays", $"{act}: it was {meeting.Phase}");
        meeting.CancelledAt ??= answer.IsDone ? app.Now : null;
        return answer;
    }

    /// <summary>From when on an answered act may have had its effect: one whose first answer was lost may have had it minutes before.</summary>
    private DateTimeOffset Since(Answer answer) => answer.IsRepeat ? app.Now.AddMinutes(-10) : app.Now;

    private static string? Find(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        return body.TryGetProperty("key", out JsonElement key) ? Find(key, name) : null;
    }

    private MeetingFacts Pick(Act act) => act.A % 10 < 6 ? meetings.Values.First() : meetings.Values.ElementAt(act.A % meetings.Count);

    private bool IsOpen(MeetingFacts meeting) => IsUndisturbed && meeting.CancelledAt is null && meeting.Phase < MeetingPhase.Preparing;
}
