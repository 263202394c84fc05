using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>What must hold of the mails of a whole history, and of the log that was kept of it.</summary>
internal static class MailRules
{
    private static readonly Dictionary<MeetingStep, MailKind> OfStep = new()
    {
        [MeetingStep.Call] = MailKind.CallForItems,
        [MeetingStep.FirstReminder] = MailKind.FirstReminder,
        [MeetingStep.SecondReminder] = MailKind.SecondReminder,
        [MeetingStep.NetworkDraft] = MailKind.NetworkDraft,
        [MeetingStep.ChairmanshipDraft] = MailKind.ChairmanshipDraft,
        [MeetingStep.Dispatch] = MailKind.AgendaDispatch,
        [MeetingStep.DayBefore] = MailKind.DayBefore,
        [MeetingStep.MinutesDue] = MailKind.MinutesDue,
        [MeetingStep.DraftMinutes] = MailKind.DraftMinutes,
        [MeetingStep.Publication] = MailKind.MinutesPublished,
        [MeetingStep.Approval] = MailKind.MinutesApproved,
    };

    private static readonly MailKind[] AfterCancellation =
        [MailKind.Cancelled, MailKind.ItemRejected, MailKind.ItemWithdrawn, MailKind.Bounce, MailKind.FollowUp, MailKind.CalendarFault, MailKind.ItemMoved, MailKind.ItemMerged];

    public static async Task HoldAsync(Town town)
    {
        SentMail[] mails = [.. town.Mails];
        NobodyGetsAMailTwice(town, mails);
        CallsOfDeputiesAlternate(mails);
        await EverybodyGetsTheirsAsync(town, mails);
        foreach (Meeting meeting in await town.StoredMeetingsAsync())
        {
            EveryStepHasItsMail(town, meeting, mails);
            StepsComeOnTheirDay(town, meeting);
        }

        foreach (SentMail mail in mails)
        {
            MeetingFacts meeting = town.Meetings[mail.Mail.Key.Meeting.Meeting];
            Town.Require(
                !(mail.At > meeting.CancelledAt) || AfterCancellation.Contains(mail.Mail.Key.Kind),
                "nothing-after-the-cancellation",
                $"{mail.Mail.Key} at {ModelCalendar.Local(mail.At)}, cancelled at {ModelCalendar.Local(meeting.CancelledAt ?? default)}");
            string address = town.Directory.AsOf(mail.At).AddressOf(mail.Mail.Key.Recipient, DayOf(mail));
            Town.Require(mail.Mail.ToEmail == address, "only-whoever-holds-the-post", $"{mail.Mail.Key} at {ModelCalendar.Local(mail.At)} to {mail.Mail.ToEmail}, the holder is {address}");
        }

        await WhatIsOwedIsPaidAsync(town, mails);
        await EveryChangeIsWrittenDownAsync(town);
    }

    private static void NobodyGetsAMailTwice(Town town, SentMail[] mails)
    {
        string? twice = mails.GroupBy(mail => mail.Mail.Key).FirstOrDefault(group => group.Count() > 1)?.Key.ToString();
        Town.Require(twice is null, "nobody-gets-a-mail-twice", $"{twice}");

        // A mail of the course comes once, whatever the schedule's version; the day before and a move are told of for each date.
        string? again = mails
            .Where(mail => mail.Mail.ToEmail != town.Directory.Mailbox && mail.Mail.Key.Kind is not (MailKind.FollowUp or MailKind.Bounce))
            .GroupBy(mail => (mail.Mail.Key.Meeting, mail.Mail.Key.Kind, mail.Mail.Key.Subject, mail.Mail.ToEmail, Version: IsOfAVersion(mail) ? mail.Mail.Key.Version : 0))
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(" and ", group.Select(mail => $"{mail.Mail.Key} at {ModelCalendar.Local(mail.At)}")))
            .FirstOrDefault();
        Town.Require(again is null, "nobody-gets-a-mail-twice", $"{again}");
    }

    private static bool IsOfAVersion(SentMail mail) => mail.Mail.Key.Kind
        is MailKind.DayBefore or MailKind.Rescheduled or MailKind.AgendaComments or MailKind.SupplementaryAgenda or MailKind.MinutesCorrected or MailKind.DeputyCalled or MailKind.DeputyCalledOff;

    /// <summary>A deputy may be called again, but hears first that the former call has ended.</summary>
    private static void CallsOfDeputiesAlternate(SentMail[] mails)
    {
        foreach (var seat in mails
            .Where(mail => mail.Mail.Key.Kind is MailKind.DeputyCalled or MailKind.DeputyCalledOff)
            .GroupBy(mail => (mail.Mail.Key.Meeting, mail.Mail.Key.Subject, mail.Mail.Key.Recipient)))
        {
            SentMail[] told = [.. seat.OrderBy(mail => mail.At).ThenBy(mail => mail.Mail.Key.Version)];
            (SentMail First, SentMail Second)[] alike = [.. told.Zip(told.Skip(1)).Where(pair => pair.First.Mail.Key.Kind == pair.Second.Mail.Key.Kind)];
            Town.Require(alike.Length == 0, "a-deputy-is-called-off-before-called-again", string.Join("; ", alike.Select(pair => $"{pair.First.Mail.Key} and {pair.Second.Mail.Key}")));
        }
    }

    private static async Task EverybodyGetsTheirsAsync(Town town, SentMail[] mails)
    {
        foreach (var mailing in mails.Where(mail => mail.Mail.Key.Subject.Length == 0).GroupBy(mail => (mail.Mail.Key.Meeting.Meeting, mail.Mail.Key.Kind, mail.Mail.Key.Version)))
        {
            DateTimeOffset at = mailing.Min(mail => mail.At);
            if (Expected(town, town.Meetings[mailing.Key.Meeting], mailing.Key.Kind, at) is { } expected)
            {
                string[] got = [.. mailing.Select(mail => mail.Mail.ToEmail).Order(StringComparer.Ordinal)];
                string ledger = expected.SequenceEqual(got)
                    ? ""
                    : await town.LedgerAsync(mailing.Key.Meeting, key => key.Kind == mailing.Key.Kind && mailing.All(mail => mail.Mail.Key != key));
                Town.Require(
                    expected.SequenceEqual(got),
                    "everybody-gets-theirs",
                    $"{mailing.Key} at {ModelCalendar.Local(at)}: left out [{string.Join(' ', expected.Except(got))}], too many [{string.Join(' ', got.Except(expected))}], {expected.Count} and {got.Length}; not sent: {ledger}");
            }
        }
    }

    private static IReadOnlyList<string>? Expected(Town town, MeetingFacts meeting, MailKind kind, DateTimeOffset at)
    {
        // An answer of the very minute may or may not have been heard.
        if (kind == MailKind.SecondReminder && meeting.Answers.Any(answer => answer.At == at))
        {
            return null;
        }

        HashSet<string> answered = [.. meeting.Answers.Where(answer => answer.At < at).Select(answer => answer.Municipality)];
        IReadOnlySet<string> absent = meeting.Apologies.LastOrDefault(apology => apology.At < at).Posts ?? new HashSet<string>();
        ModelDirectory book = town.Directory.AsOf(at);
        DateOnly day = DateOnly.FromDateTime(ModelCalendar.Local(at));
        IReadOnlyList<string>? all = book.AddressesOf(kind, day, answered, absent);
        return all is null || kind is not (MailKind.FirstReminder or MailKind.SecondReminder) ? all
            : [.. all.Where(address => !meeting.Bounces.Any(bounce => bounce.At < at && bounce.Address == address && address != book.Mailbox && book.AddressOf(bounce.Post, day) == address))];
    }

    private static void EveryStepHasItsMail(Town town, Meeting meeting, SentMail[] mails)
    {
        MeetingFacts facts = town.Meetings[meeting.Key.Meeting];
        foreach (CompletedStep done in meeting.Completed.Where(done => OfStep.ContainsKey(done.Step)))
        {
            bool isOwed = Expected(town, facts, OfStep[done.Step], done.At) is { Count: > 0 } && !(done.At == facts.CancelledAt);
            Town.Require(
                !isOwed || mails.Any(mail => mail.Mail.Key.Meeting == meeting.Key && mail.Mail.Key.Kind == OfStep[done.Step]),
                "every-step-has-its-mail",
                $"{meeting.Key} {done.Step} was done at {ModelCalendar.Local(done.At)}");
        }

        bool isTold = mails.Any(mail => mail.Mail.Key.Meeting == meeting.Key && mail.Mail.Key.Kind == MailKind.Cancelled);
        Town.Require(isTold == facts.CancelledAt is not null, "a-cancellation-is-told", $"{meeting.Key} {meeting.Phase}");
    }

    /// <summary>A meeting that was planned in good time and never moved keeps the days of the process description.</summary>
    private static void StepsComeOnTheirDay(Town town, Meeting meeting)
    {
        MeetingFacts facts = town.Meetings[meeting.Key.Meeting];
        bool isPlain = !facts.WasMoved && meeting.Kind == Domain.Planning.MeetingKind.Ordinary && town.IsUndisturbed
            && ModelCalendar.Of(MeetingStep.Call, meeting.Date) > ModelCalendar.Local(facts.PlannedAt);
        if (!isPlain)
        {
            return;
        }

        foreach (MeetingStep step in Enum.GetValues<MeetingStep>().Where(step => step is not (MeetingStep.Invitation or MeetingStep.Start or MeetingStep.Approval)))
        {
            bool waits = (!town.Story.SilenceApproves || meeting.ChairmanshipAnswers.Any(answer => !answer.Approved)) && step >= MeetingStep.Freeze;
            bool isAfter = step >= MeetingStep.DraftMinutes && !(meeting.Minutes.SubmittedAt is { } at && ModelCalendar.Local(at) < ModelCalendar.Of(MeetingStep.DraftMinutes, meeting.Date));
            if (waits || isAfter || ModelCalendar.Of(step, meeting.Date) is not { } nominal)
            {
                continue;
            }

            CompletedStep? done = meeting.Completed.FirstOrDefault(done => done.Step == step);
            TimeSpan late = done is null ? TimeSpan.Zero : ModelCalendar.Local(done.At) - nominal;
            Town.Require(late >= TimeSpan.Zero && late < TimeSpan.FromMinutes(20), "steps-come-on-their-day", $"{meeting.Key} on {meeting.Date}: {done}, expected {nominal}");
        }
    }

    private static async Task WhatIsOwedIsPaidAsync(Town town, SentMail[] mails)
    {
        foreach (Owed owed in town.Owed)
        {
            bool isPaid = mails.Any(mail => mail.Mail.Key.Subject.Split('~')[0] == owed.Item && mail.At >= owed.At && owed.AnyOf.Contains(mail.Mail.Key.Kind) && mail.Mail.Key.Recipient == owed.Post);
            string ledger = isPaid ? "" : await town.LedgerAsync(owed.Item[..owed.Item.LastIndexOf('-')], key => key.Subject.Contains(owed.Item, StringComparison.Ordinal));
            Town.Require(isPaid, "who-acts-is-answered", $"[{ledger}] {owed.Post} was owed {string.Join(" or ", owed.AnyOf)} about {owed.Item} from {ModelCalendar.Local(owed.At)}");
        }
    }

    private static async Task EveryChangeIsWrittenDownAsync(Town town)
    {
        IReadOnlyList<AuditEntry> log = await town.AuditAsync();
        foreach (Change change in town.Changes)
        {
            Town.Require(
                log.Any(entry => entry.Subject == change.Subject && (entry.At == change.At || !town.IsUndisturbed) && entry.Actor == change.Post),
                "every-change-is-in-the-log",
                $"{change.What} of {change.Subject} by {change.Post} at {ModelCalendar.Local(change.At)}: {string.Join("; ", log.Where(entry => entry.At == change.At).Select(entry => $"{entry.Actor} {entry.Action} {entry.Subject}"))}");
        }
    }

    private static DateOnly DayOf(SentMail mail) => DateOnly.FromDateTime(ModelCalendar.Local(mail.At));
}
