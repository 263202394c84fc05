using System.Security.Cryptography;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Tests.Histories;

// What holds at any time, looked at after every act.
internal sealed partial class Town
{
    public async Task HoldsNowAsync()
    {
        IReadOnlyList<Meeting> stored = await StoredMeetingsAsync();
        foreach (Meeting meeting in stored)
        {
            Require(meetings.TryGetValue(meeting.Key.Meeting, out MeetingFacts? facts), "no-meeting-nobody-planned", meeting.Key.Meeting);
            Require(
                meeting.Phase >= facts!.Phase && !(facts.Phase == MeetingPhase.Approved && meeting.Phase == MeetingPhase.Cancelled),
                "phases-go-forward",
                $"{facts.Id} was {facts.Phase} and is {meeting.Phase}");
            facts.Phase = meeting.Phase;
            StepsAreInOrder(meeting);
            await EditionsStayAsync(facts, meeting, readBytes: false);
            await ItemsHaveTheirPlaceAsync(facts, meeting, stored);
        }

        IReadOnlyList<Item> all = await AllItemsAsync();
        Require(all.Select(item => item.Id).Distinct().Count() == all.Count, "no-item-is-twice", string.Join(' ', all.GroupBy(item => item.Id).Where(group => group.Count() > 1).Select(group => group.Key)));
        foreach (string id in sent.Keys)
        {
            Require(all.Any(item => item.Id == id), "no-item-is-nowhere", id);
        }

        Require(
            all.Where(item => item.CarriedFrom is not null && item.Status != ItemStatus.Withdrawn).GroupBy(item => item.CarriedFrom).All(group => group.Count() == 1),
            "carried-over-once",
            string.Join(' ', all.Where(item => item.CarriedFrom is not null).Select(item => $"{item.Id} from {item.CarriedFrom}")));
        foreach (Item item in all.Where(item => item.Meeting is null))
        {
            Require(item.Status is ItemStatus.Pooled or ItemStatus.Withdrawn or ItemStatus.Rejected, "an-item-without-a-meeting-is-in-the-pool", $"{item.Id} is {item.Status}");
        }
    }

    /// <summary>The timeline as the API shows it.</summary>
    public async Task TimelinesAreInOrderAsync()
    {
        foreach (MeetingFacts facts in meetings.Values.Where(meeting => meeting.CancelledAt is null))
        {
            Answer read = await client.ReadAsync("meetings/" + facts.Id);
            Require(read.IsDone, "a-meeting-can-be-read", $"{facts.Id}: {read.Status} {read.Body}");
            JsonElement[] steps = [.. read.Body.GetProperty("timeline").EnumerateArray()];
            foreach ((JsonElement first, JsonElement second) in steps.Zip(steps.Skip(1)))
            {
                Require(first.GetProperty("instant").GetDateTimeOffset() <= second.GetProperty("instant").GetDateTimeOffset(), "deadlines-are-in-order", $"{facts.Id}: {first}, then {second}");
            }
        }
    }

    public async Task EditionsStayAsync(MeetingFacts facts, Meeting meeting, bool readBytes)
    {
        IEnumerable<(string Name, string Path, string Sha256)> editions =
        [
            .. meeting.Agendas.Select(edition => ($"agenda {edition.Version}", edition.Path, edition.Sha256)),
            .. meeting.Minutes.Editions.Select(edition => ($"minutes {edition.Version}", edition.Path, edition.Sha256)),
        ];
        int seen = 0;
        foreach ((string name, string path, string digest) in editions)
        {
            bool isNew = facts.Editions.TryAdd(name, $"{path} {digest}");
            Require(facts.Editions[name] == $"{path} {digest}", "editions-never-change", $"{facts.Id} {name}: {facts.Editions[name]}, now {path} {digest}");
            seen++;
            if (isNew || readBytes)
            {
                byte[]? bytes = await DocumentAsync(path);
                Require(bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == digest, "editions-never-change", $"{facts.Id} {name}: the bytes at {path} are other ones");
            }
        }

        Require(seen == facts.Editions.Count, "editions-never-go", $"{facts.Id}: {string.Join(", ", facts.Editions.Keys)}");
    }

    private static void StepsAreInOrder(Meeting meeting)
    {
        foreach ((CompletedStep first, CompletedStep second) in meeting.Completed.Zip(meeting.Completed.Skip(1)))
        {
            Require(
                first.At <= second.At && (first.Step < second.Step || (second.Step == MeetingStep.DayBefore && second.ScheduleVersion > first.ScheduleVersion)),
                "steps-are-done-in-order",
                $"{meeting.Key}: {first}, then {second}");
        }
    }

    private async Task ItemsHaveTheirPlaceAsync(MeetingFacts facts, Meeting meeting, IReadOnlyList<Meeting> stored)
    {
        IReadOnlyList<Item> items = await StoredItemsAsync(facts.Id);
        if (meeting.Phase == MeetingPhase.Cancelled)
        {
            // The engine has not yet heard of a cancellation of this very instant.
            bool isSettled = facts.CancelledAt < app.Now && meeting.ScheduleChanges.All(change => change.Announced is not null);
            Item? left = isSettled ? items.FirstOrDefault(item => item.Status is not (ItemStatus.Withdrawn or ItemStatus.Rejected)) : null;
            Require(left is null, "a-cancelled-meeting-keeps-no-items", $"{left?.Id} is {left?.Status} on {facts.Id}");
            return;
        }

        if (meeting.Phase < MeetingPhase.Frozen)
        {
            return;
        }

        foreach (Item item in items.Where(item => item.Status is not (ItemStatus.Withdrawn or ItemStatus.Rejected)))
        {
            Require(
                item.Status is ItemStatus.Frozen or ItemStatus.Decided && item.Number is not null,
                "every-item-of-a-frozen-meeting-is-on-its-agenda",
                $"{item.Id} is {item.Status} with number {item.Number ?? "none"} on {facts.Id}, which is {meeting.Phase}");
        }

        Item[] numbered = [.. items.Where(item => item.Number is not null)];
        Require(numbered.Select(item => item.Number).Distinct().Count() == numbered.Length, "numbers-are-unique", string.Join(' ', numbered.Select(item => item.Number)));
        foreach (Item item in numbered)
        {
            facts.Numbers.TryAdd(item.Id, item.Number!);
            Require(facts.Numbers[item.Id] == item.Number, "numbers-stay", $"{item.Id} was {facts.Numbers[item.Id]} and is {item.Number}");
            Require(item.Number!.StartsWith($"{item.Section}.", StringComparison.Ordinal), "numbers-name-their-section", $"{item.Id} in section {item.Section} is {item.Number}");
        }

        Require(facts.Numbers.Keys.All(id => numbered.Any(item => item.Id == id)), "numbers-stay", $"{facts.Id}: {string.Join(' ', facts.Numbers.Keys.Except(numbered.Select(item => item.Id)))} gone");
        ApprovalListsWhatAwaits(facts, meeting, items, stored);
    }

    /// <summary>Item 1.1 of a frozen agenda: exactly the minutes that awaited approval when it was frozen.</summary>
    private static void ApprovalListsWhatAwaits(MeetingFacts facts, Meeting meeting, IReadOnlyList<Item> items, IReadOnlyList<Meeting> stored)
    {
        if (facts.Awaiting is not null || meeting.Completed.FirstOrDefault(done => done.Step == MeetingStep.Freeze) is not { } frozen)
        {
            return;
        }

        string[] listed = [.. items.Where(item => item is { Origin: ItemOrigin.ApprovalOfMinutes, Status: ItemStatus.Frozen or ItemStatus.Decided }).SelectMany(item => item.ApprovesMinutesOf)];
        facts.Awaiting = listed;
        string[] awaiting =
        [
            .. stored.Where(other => other.Date < meeting.Date && other.Key != meeting.Key && IsAwaiting(other, frozen.At)).Select(other => other.Key.Meeting),
        ];
        string[] unsure = [.. stored.Where(other => meeting.ScheduledAt > frozen.At || other.ScheduledAt > frozen.At || IsStuck(other, frozen.At)).Select(other => other.Key.Meeting)];
        bool isWithdrawn = items.Any(item => item is { Origin: ItemOrigin.ApprovalOfMinutes, Status: ItemStatus.Withdrawn or ItemStatus.Rejected });
        Require(
            isWithdrawn || listed.Except(unsure).Order(StringComparer.Ordinal).SequenceEqual(awaiting.Except(unsure).Order(StringComparer.Ordinal)),
            "one-one-lists-the-minutes-that-await",
            $"{facts.Id} lists [{string.Join(' ', listed)}], awaiting were [{string.Join(' ', awaiting)}]");
    }

    private static bool IsAwaiting(Meeting meeting, DateTimeOffset at) =>
        !(meeting.Phase == MeetingPhase.Cancelled && meeting.ScheduledAt <= at)
        && !meeting.Completed.Any(done => done.Step == MeetingStep.Approval && done.At <= at);

    // Its day is past, but it has not been held: whether minutes of it are to be expected is anybody's guess.
    private static bool IsStuck(Meeting meeting, DateTimeOffset at) =>
        meeting.Phase < MeetingPhase.Held && ModelCalendar.Instant(meeting.Date, 23, 0) < at;
}
