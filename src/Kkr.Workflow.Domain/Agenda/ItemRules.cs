using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>Who edits an item.</summary>
public enum ItemEditor
{
    /// <summary>The municipality or network that submitted it: until the item deadline, later only when it was late or returned.</summary>
    Submitter,

    /// <summary>Until the agenda is frozen.</summary>
    Secretariat,
}

/// <summary>What may happen to an item, and what it becomes. <see cref="ItemTransitions"/> is the table.</summary>
public static partial class ItemRules
{
    /// <summary>
    /// A new item, proposed for the meeting. It is late when the item deadline has passed. <see cref="Item.Id"/> is empty until it is stored.
    /// </summary>
    /// <param name="draft">The item.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="council">Its council.</param>
    /// <param name="now">UTC.</param>
    /// <param name="others">The meeting's items, whose presenters' slots are taken.</param>
    public static Result<Item> Submit(ItemDraft draft, Meeting meeting, Council council, DateTimeOffset now, IReadOnlyList<Item>? others = null)
    {
        if ((IsOpenFor(meeting) ?? ItemFields.Check(draft, council).FirstOrDefault() ?? PresenterRules.Check(draft, "", meeting, others ?? [])) is { } refusal)
        {
            return refusal;
        }

        return New(draft, meeting, now) with { IsLate = IsAfterDeadline(meeting, council, now) };
    }

    /// <summary>
    /// An item for the supplementary agenda, after the freeze and before the meeting: taken at once, with the next number of its section. Why it could
    /// not wait is printed on the agenda, and so required.
    /// </summary>
    /// <param name="draft">The item.</param>
    /// <param name="reason">Why it could not wait.</param>
    /// <param name="meeting">The meeting, frozen or dispatched.</param>
    /// <param name="council">Its council.</param>
    /// <param name="items">The meeting's items, whose numbers are taken.</param>
    /// <param name="now">UTC.</param>
    public static Result<Item> Supplement(
        ItemDraft draft, string? reason, Meeting meeting, Council council, IReadOnlyList<Item> items, DateTimeOffset now)
    {
        if (meeting.Phase is not (MeetingPhase.Frozen or MeetingPhase.Dispatched))
        {
            return Refusal.OfState(
                "no-supplementary-agenda", "phase", "a supplementary agenda lies between the freeze and the meeting", meeting.Phase.ToString(),
                $"En tillægsdagsorden kan kun laves, fra dagsordenen er låst, til mødet begynder; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"A supplementary agenda lies between the freeze and the meeting; the meeting is {meeting.Phase}.");
        }

        if ((ItemFields.Check(draft, council).FirstOrDefault() ?? MissingReason(reason) ?? PresenterRules.Check(draft, "", meeting, items)) is { } refusal)
        {
            return refusal;
        }

        Item item = New(draft, meeting, now) with { Status = ItemStatus.Scheduled, IsLate = true, Reason = reason!.Trim() };
        return NumberSupplement(item, meeting, council, items);
    }

    /// <summary>An item of a supplementary agenda, frozen with the next number of its section. Repeating it changes nothing.</summary>
    /// <param name="item">The item.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="council">Its council.</param>
    /// <param name="items">The meeting's items, whose numbers are taken.</param>
    public static Result<Item> NumberSupplement(Item item, Meeting meeting, Council council, IReadOnlyList<Item> items) => item.Number is { } number
        ? Freeze(item, number)
        : Freeze(item, AgendaRules.Number(council, meeting, [.. AgendaRules.Fixed(items), item]).Items.First(numbered => numbered.Id == item.Id).Number!);

    /// <summary>
    /// The item with new text. A returned item that is edited is proposed again. Number, submitter and time of receipt stay. An item in the pool has no
    /// meeting, and so no deadline.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="draft">Its new text. Whether it is confidential is changed by <see cref="Reclassify"/> alone.</param>
    /// <param name="meeting">Its meeting, or null in the pool.</param>
    /// <param name="council">Its council.</param>
    /// <param name="now">UTC.</param>
    /// <param name="editor">Who edits.</param>
    /// <param name="others">The meeting's items, whose presenters' slots are taken.</param>
    public static Result<Item> Edit(
        Item item,
        ItemDraft draft,
        Meeting? meeting,
        Council council,
        DateTimeOffset now,
        ItemEditor editor = ItemEditor.Secretariat,
        IReadOnlyList<Item>? others = null)
    {
        if (meeting is not null && IsOpenFor(meeting) is { } closed)
        {
            return closed;
        }

        bool isWaiting = meeting is null && item.Status == ItemStatus.Pooled;
        if (!isWaiting && item.Status is not (ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled))
        {
            return Refusal.OfState(
                "item-closed", "status", "an item can be edited until it is frozen or has left the agenda", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()} og kan ikke rettes.", $"The item is {item.Status} and cannot be edited.");
        }

        bool isOpenToSubmitter = meeting is null || item.IsLate || item.Status == ItemStatus.Returned || !IsAfterDeadline(meeting, council, now);
        if (editor == ItemEditor.Submitter && !isOpenToSubmitter)
        {
            return Refusal.OfState(
                "item-deadline-passed", "status", "a submitter edits until the item deadline", item.Status.ToString(),
                "Fristen for punkter er passeret. Kontakt sekretariatet, hvis punktet skal rettes.",
                "The item deadline has passed; only the secretariat can edit the item.");
        }

        bool keepsSlots = (draft.Presenters ?? item.Presenters).SequenceEqual(item.Presenters);
        if ((ItemFields.Check(draft with { Municipality = item.Municipality }, council).FirstOrDefault()
            ?? (meeting is null || keepsSlots ? null : PresenterRules.Check(draft, item.Id, meeting, others ?? []))
            ?? Reclassified(item, draft)) is { } refusal)
        {
            return refusal;
        }

        Item edited = Revised(item, ItemFields.Fill(item, draft), draft.SubmitterPost ?? editor.ToString(), now);
        return item.Status == ItemStatus.Returned ? Resubmit(edited) : edited;
    }

    /// <summary>A returned item comes again, put right or not.</summary>
    public static Result<Item> Resubmit(Item item) =>
        item.Status == ItemStatus.Proposed ? item : Moved(item, ItemMove.Resubmit).Then<Item>(again => again with { Reason = null, AnswerDue = false });

    /// <summary>Why a post may not change the item's content or take it back; null when it may. A director answers for one municipality alone.</summary>
    public static Refusal? NotTheirs(Item item, Post? caller) =>
        caller is { Kind: PostKind.Director } && item.SubmitterPost != caller.Id && item.Municipality != caller.Municipality && !item.CoSubmitters.Contains(caller.Id)
            ? Refusal.OfField(
                "item-of-another", "item", "one's own municipality's item", item.Id,
                "Punktet er ikke indsendt af jeres kommune. Kontakt sekretariatet, hvis det skal ændres.",
                "The item is not your municipality's; ask the secretariat to change it.") with { Kind = RefusalKind.Forbidden }
            : null;

    /// <summary>Takes the item onto its meeting's agenda, until that is frozen. Taking it twice changes nothing.</summary>
    /// <param name="item">The item.</param>
    /// <param name="meeting">Its meeting, or null in the pool, from where items are taken up instead.</param>
    public static Result<Item> Accept(Item item, Meeting? meeting) =>
        item.Status == ItemStatus.Accepted ? item : meeting is not null && IsOpenFor(meeting) is { } closed ? closed : Accept(item);

    /// <summary>Takes the item. Taking it twice changes nothing.</summary>
    public static Result<Item> Accept(Item item) => item.Status == ItemStatus.Accepted ? item : Moved(item, ItemMove.Accept);

    /// <summary>Puts an accepted item on the draft agenda.</summary>
    public static Result<Item> Schedule(Item item) => item.Status == ItemStatus.Scheduled ? item : Moved(item, ItemMove.Schedule);

    /// <summary>Declines the item for good; the submitter is told why.</summary>
    public static Result<Item> Reject(Item item, string? reason) => Because(item, ItemMove.Reject, reason);

    /// <summary>Sends the item back to the submitter to be put right. A standing item has none.</summary>
    public static Result<Item> Return(Item item, string? reason) =>
        AgendaRules.IsAutomatic(item.Origin) ? StandsByItself(item) : Because(item, ItemMove.Return, reason).Then<Item>(returned => returned with { Returns = item.Returns + 1 });

    private static Refusal StandsByItself(Item item) => Refusal.OfState(
        "item-automatic", "origin", "an item that somebody submitted", item.Origin.ToString(),
        "Et fast punkt på dagsordenen har ingen afsender at sende det tilbage til.",
        "A standing item has no submitter to return it to.");

    /// <summary>Withdraws the item. After the freeze it keeps its number.</summary>
    public static Result<Item> Withdraw(Item item, string? reason) => Because(item, ItemMove.Withdraw, reason);

    /// <summary>Fixes the item on the agenda with its number. The same number again changes nothing.</summary>
    public static Result<Item> Freeze(Item item, string number)
    {
        if (item.Status == ItemStatus.Frozen && item.Number == number)
        {
            return item;
        }

        Result<Item> scheduled = item.Status == ItemStatus.Accepted ? Schedule(item) : item;
        return scheduled.Then(ready => Moved(ready, ItemMove.Freeze)).Then<Item>(frozen => frozen with { Number = number });
    }

    private static Result<Item> Moved(Item item, ItemMove move) =>
        ItemTransitions.After(item.Status, move).Then<Item>(status => item with { Status = status });

    private static Result<Item> Because(Item item, ItemMove move, string? reason)
    {
        Result<Item> moved = Moved(item, move);
        return moved.IsRefused ? moved.Refusal
            : MissingReason(reason) is { } missing ? missing
            : moved.Value with { Reason = reason!.Trim() };
    }

    private static Refusal? MissingReason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? Refusal.OfField("reason-missing", "reason", "required", reason, "Skriv en begrundelse.", "A reason is required.")
        : null;

    /// <summary>The item with a new version of its text, when there is something new in it.</summary>
    private static Item Revised(Item before, Item after, string by, DateTimeOffset now) => ItemFields.Changed(before, after) is { Count: > 0 } changed
        ? after with { Revision = new ItemRevision((before.Revision?.Number ?? 1) + 1, now, by, changed, after.Title) }
        : after;

    private static Item New(ItemDraft draft, Meeting meeting, DateTimeOffset now) => First(draft, now, ItemFields.Fill(
        new Item
        {
            Id = "",
            Council = meeting.Key.Council,
            Meeting = meeting.Key.Meeting,
            Title = "",
            Municipality = draft.Municipality,
            SubmitterPost = draft.SubmitterPost,
            ReceivedAt = now,
        },
        draft));

    private static Item First(ItemDraft draft, DateTimeOffset now, Item item) =>
        item with { Revision = new ItemRevision(1, now, draft.SubmitterPost ?? "secretariat", [], item.Title) };

    private static bool IsAfterDeadline(Meeting meeting, Council council, DateTimeOffset now) =>
        Timeline.Of(meeting, council).Find(MeetingStep.ItemDeadline) is { } deadline && now > deadline.Instant;

    private static string StateOf(Meeting meeting) =>
        meeting.Phase <= MeetingPhase.Preparing ? "den er låst" : $"mødet er i fasen »{meeting.Phase.InDanish()}«";

    private static Refusal? IsOpenFor(Meeting meeting) =>
        AgendaRules.TakesItems(meeting)
            ? null
            : Refusal.OfState(
                "agenda-frozen", "phase", "items are taken until the agenda is frozen", meeting.Phase.ToString(),
                $"Dagsordenen til mødet den {Danish.Date(meeting.Date)} tager ikke imod punkter; {StateOf(meeting)}.",
                $"The agenda of {meeting.Key} takes no items; the meeting is {meeting.Phase}.");
}
