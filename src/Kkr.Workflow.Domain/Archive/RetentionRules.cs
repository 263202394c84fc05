using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>What a council no longer keeps. Nothing of a meeting goes before the meeting is over: nobody waits for it and nothing can come of it.</summary>
public static class RetentionRules
{
    private const string CalendarMark = "calendar ";

    /// <summary>What is counted from this day or later stays.</summary>
    public static DateOnly KeptFrom(RetentionKind kind, RetentionSettings settings, DateOnly today) => today.AddMonths(-settings.Of(kind));

    /// <summary>The day from which a meeting is over: its minutes are approved, or everybody has been told that it is cancelled. Null while it goes on.</summary>
    public static DateOnly? OverSince(Meeting meeting, string timeZone)
    {
        if (MeetingRules.ToAnnounce(meeting) is not null || meeting.Phase is not (MeetingPhase.Approved or MeetingPhase.Cancelled))
        {
            return null;
        }

        IEnumerable<DateTimeOffset> ends =
        [
            .. meeting.Completed.Where(done => done.Step == MeetingStep.Approval).Select(done => done.At),
            .. meeting.Minutes.Verdicts.Select(verdict => verdict.At),
            .. meeting.ScheduleChanges.Select(change => change.Announced ?? default),
        ];
        return ends.Select(end => LocalTime.ToLocal(end, timeZone).Date).Append(meeting.Date).Max();
    }

    /// <summary>Every rule that the settings break.</summary>
    public static IEnumerable<Refusal> Validate(RetentionSettings settings)
    {
        foreach (RetentionKind kind in Enum.GetValues<RetentionKind>())
        {
            int months = settings.Of(kind);
            bool isShorterThanAudit = kind != RetentionKind.Audit && months > settings.Audit;
            if (months is < 1 or > RetentionSettings.Longest || isShorterThanAudit)
            {
                string field = $"retention.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}";
                yield return Refusal.OfField(
                    "retention-months", field,
                    isShorterThanAudit ? "not longer than retention.audit" : "1 to 1200 months",
                    months.ToString(CultureInfo.InvariantCulture),
                    isShorterThanAudit
                        ? "Revisionsloggen skal gemmes mindst lige så længe som det, den fortæller om."
                        : "En opbevaringstid skal være mellem 1 og 1200 måneder.",
                    isShorterThanAudit ? "The audit log is kept at least as long as what it tells of." : "A retention period is 1 to 1200 months.");
            }
        }
    }

    /// <summary>The mailings of a meeting that is over. Reminders of a task that is still open stay, since they say that they have been sent.</summary>
    public static IEnumerable<MailingKey> Mailings(IEnumerable<MailingRecord> ofMeeting, IReadOnlyList<FollowUpTask> tasks)
    {
        HashSet<string> open = [.. tasks.Where(task => task.StateOf() == FollowUpState.Open).Select(task => task.Id)];
        return ofMeeting.Select(record => record.Key).Where(key => key.Kind != MailKind.FollowUp || !open.Any(task => key.Subject.StartsWith(task, StringComparison.Ordinal)));
    }

    /// <summary>The ledger of a meeting's calendar as the report names it, beside the mailings.</summary>
    public static string CalendarOf(string meeting) => CalendarMark + meeting;

    /// <summary>The meeting whose calendar's ledger is named so; null when the name is of something else.</summary>
    public static string? MeetingOfCalendar(string name) => name.StartsWith(CalendarMark, StringComparison.Ordinal) ? name[CalendarMark.Length..] : null;

    /// <summary>Where the drafts of a meeting are kept, in every format.</summary>
    public static IEnumerable<string> Drafts(Meeting meeting) => [.. meeting.Editions().Where(MeetingEditions.IsDraft).SelectMany(edition => edition.PathsOf())];

    /// <summary>Where the members' editions of a meeting's drafts are kept, among the confidential documents, in every format.</summary>
    public static IEnumerable<string> MembersDrafts(Meeting meeting) => [.. meeting.Editions().Where(MeetingEditions.IsDraft).SelectMany(edition => edition.PathsOf(forMembers: true))];

    /// <summary>
    /// Where the members' editions of what was published are kept, in every format: they hold the confidential items whole, and go when those do.
    /// </summary>
    public static IEnumerable<string> MembersEditions(Meeting meeting) =>
        meeting.Editions()
            .SelectMany(edition => edition.PathsOf(forMembers: true))
            .Except(MembersDrafts(meeting));

    /// <summary>True for a draft that nobody works from any more: the agenda is frozen, or the minutes are published.</summary>
    public static bool IsReplaced(Meeting meeting, IEdition draft) =>
        draft is MinutesEdition ? EditionRules.NewestPublished(meeting.Minutes) is not null : AgendaRules.Current(meeting) is { } frozen && frozen.At >= draft.At;

    /// <summary>True when somebody's reason for not coming is still there.</summary>
    public static bool HasAbsenceReasons(Meeting meeting) => meeting.Participations.Any(answer => answer.Reason is not null);

    /// <summary>The meeting without why people could not come; that they could not stays.</summary>
    public static Meeting WithoutAbsenceReasons(Meeting meeting) => !HasAbsenceReasons(meeting) ? meeting
        : meeting with { Participations = [.. meeting.Participations.Select(answer => answer with { Reason = null })] };

    /// <summary>True when the item still holds a guest's address.</summary>
    public static bool HasGuestContacts(Item item) => item.Presenters.Any(presenter => presenter.Email is not null);

    /// <summary>The item without its guests' addresses; their names are part of the agenda.</summary>
    public static Item WithoutGuestContacts(Item item) => item with { Presenters = [.. item.Presenters.Select(presenter => presenter with { Email = null })] };

    /// <summary>True when a confidential item still holds what is confidential.</summary>
    public static bool HoldsConfidential(Item item) => item.Confidential && !IsSame(item, Forgotten(item));

    /// <summary>A confidential item as it is once its time is up: what anybody may see of it.</summary>
    public static Item Forgotten(Item item) => ItemRules.Masked(item) with { PublicTitle = item.PublicTitle };

    /// <summary>The tenures that ended before <paramref name="keptFrom"/>, other than those that began before a meeting that goes on and ended after it.</summary>
    public static IReadOnlyList<Tenure> Tenures(DirectoryBook book, DateOnly keptFrom, IReadOnlyList<DateOnly> goingOn) =>
        [.. book.Tenures.Where(tenure => tenure.To < keptFrom && !goingOn.Any(day => tenure.From <= day && day <= tenure.To))];

    /// <summary>The directory without those tenures, and without the people who then hold and have held no post.</summary>
    public static DirectoryBook Without(DirectoryBook book, IReadOnlyList<Tenure> gone)
    {
        Tenure[] left = [.. book.Tenures.Except(gone)];
        HashSet<string> former = [.. gone.Select(tenure => tenure.Person).Except(left.Select(tenure => tenure.Person))];
        return book with { Tenures = left, People = [.. book.People.Where(person => !former.Contains(person.Id))] };
    }

    /// <summary>A tenure as the report names it.</summary>
    public static string NameOf(Tenure tenure) => string.Create(CultureInfo.InvariantCulture, $"{tenure.Post} {tenure.Person} {tenure.From:yyyy-MM-dd}");

    private static bool IsSame(Item item, Item masked) =>
        (item.Background, item.Recommendation, item.Presentation, item.Title, item.Attachments.Count, item.Decision?.Text ?? "")
        == (masked.Background, masked.Recommendation, masked.Presentation, masked.Title, masked.Attachments.Count, masked.Decision?.Text ?? "");
}
