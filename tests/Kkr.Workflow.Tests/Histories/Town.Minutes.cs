using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Tests.Histories;

// Decisions and minutes; and requests that come twice.
internal sealed partial class Town
{
    // A key is kept for a week.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(6);

    private async Task<Answer?> DecideSomeAsync(Act act)
    {
        IReadOnlyList<Item> items = await StoredItemsAsync(Pick(act).Id);
        return items.Count == 0 ? null : await DecideAsync(items[act.B % items.Count], act.C);
    }

    private Task<Answer> DecideAsync(Item item, int how)
    {
        string to = DateOnly.FromDateTime(app.Now.UtcDateTime).AddDays(30 + (how % 60)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        object decision = item.ApprovesMinutesOf.Count > 0
            ? (how % 5) switch
            {
                0 => new { outcomes = new[] { "postponed" }, text = "Referatet forelægges igen." },
                1 => new { outcomes = new[] { "approved" }, text = "Godkendt med ændring.", amendment = "Punkt 3.1: »drøftede«." },
                _ => (object)new { outcomes = new[] { "approved" }, text = "Godkendt." },
            }
            : (how % 6) switch
            {
                0 => new { outcomes = new[] { "postponed" }, text = "Udsat.", postponedTo = to },
                1 => new { outcomes = new[] { "postponed" }, text = "Udsat." },
                2 => new { outcomes = new[] { "noted" }, text = "Taget til efterretning.", actions = new[] { new { task = "Kom med et oplæg", ownerPost = "network", deadline = to } } },
                _ => (object)new { outcomes = new[] { "approved", "noted" }, text = "Godkendt." },
            };
        JsonObject body = JsonSerializer.SerializeToNode(decision, Functions.Http.Wire.Options)!.AsObject();
        if (how % 2 == 0)
        {
            body["correction"] = "Punktet var gengivet forkert.";
        }

        return AskAsync("Decide", HttpMethod.Put, $"items/{item.Id}/decision", "items/" + item.Id, body, "secretariat", item.Id);
    }

    /// <summary>A = -1: whatever meeting has been held and has no minutes yet.</summary>
    private async Task<Answer?> MinuteAsync(Act act)
    {
        Answer? answer = null;
        foreach (MeetingFacts meeting in act.A < 0 ? [.. meetings.Values.Where(meeting => meeting.Phase == MeetingPhase.Held)] : new[] { Pick(act) })
        {
            int how = act.B;
            bool areDecided = true;
            foreach (Item item in await StoredItemsAsync(meeting.Id))
            {
                if (meeting.Phase == MeetingPhase.Held && item is { Status: ItemStatus.Frozen, Decision: null })
                {
                    Answer decided = await DecideAsync(item, how++);
                    areDecided &= decided.IsDone || decided.IsRepeat;
                }
            }

            answer = await AskAsync("Minute", HttpMethod.Post, $"meetings/{meeting.Id}/minutes", "meetings/" + meeting.Id, new { withoutAttendance = true }, "secretariat", meeting.Id);
            Require(!answer.IsDone || meeting.CancelledAt is null, "a-cancelled-meeting-takes-nothing", $"{act}");
            Require(
                answer.IsDone || answer.IsRepeat || meeting.Phase != MeetingPhase.Held || !areDecided
                    || (answer.Code == "decided-without-quorum" && meeting.Apologies.Count > 0),
                "a-held-and-decided-meeting-takes-its-minutes",
                $"{act}: {meeting.Id} was answered {answer.Status} {answer.Body}");
        }

        return answer;
    }

    /// <summary>The last request again, as a client does that had no answer: the first answer again, and nothing twice.</summary>
    private async Task<Answer?> RepeatAsync()
    {
        if (last is null || app.Now - lastAt > Remembered || lastAnswer is not { IsDone: true, IsRepeat: false } first)
        {
            return null;
        }

        string before = await StateAsync();
        Answer again = await client.AskAsync(last);
        Note("Repeat", again);
        Require(again.IsRepeat || again.Status == first.Status, "a-repeat-gets-the-first-answer", $"{last.Method} {last.Path}: {first.Status}, then {again.Status} {again.Code}");
        Require(again.IsRepeat || before == await StateAsync(), "a-repeat-changes-nothing", $"{last.Method} {last.Path}");
        return again;
    }

    /// <summary>The same submission twice at the same moment, as a double click sends it.</summary>
    private async Task<Answer?> TogetherAsync(Act act)
    {
        MeetingFacts meeting = Pick(act);
        string post = "director-" + ModelDirectory.Municipalities[act.B % 3];
        Wish wish = new(
            HttpMethod.Post,
            $"meetings/{meeting.Id}/items",
            "meetings/" + meeting.Id,
            new { title = $"Dobbelt {act.B}-{act.C}", background = "Baggrund.", recommendation = "Det indstilles, at sagen drøftes." },
            post,
            $"{story.Seed}-together-{act.B}-{act.C}");
        Answer[] answers = await Task.WhenAll(client.AskAsync(wish), client.AskAsync(wish));
        foreach (Answer answer in answers)
        {
            Note("Together", answer);
        }

        if (Array.Find(answers, answer => answer.IsDone) is { } done)
        {
            Changes.Add(new Change(app.Now, post, "", "Together"));
            Sent(done, meeting, post);
            Require(
                answers.Where(answer => answer.IsDone).Select(answer => Find(answer.Body, "id")).Distinct().Count() == 1,
                "a-repeat-gets-the-first-answer",
                $"{act} made two items");
        }

        return answers[^1];
    }
}
