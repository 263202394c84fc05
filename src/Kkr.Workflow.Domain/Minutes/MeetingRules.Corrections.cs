using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

// What may still differ from the minutes as they were published: what is known to have been corrected.
public static partial class MeetingRules
{
    private const string Unexplained = "Referatet blev rettet, mens det blev offentliggjort";

    /// <summary>True once the minutes are approved, or a later meeting has approved them and the approved edition is only to be made.</summary>
    public static bool AreApproved(Meeting meeting) => meeting.Phase == MeetingPhase.Approved || ApprovalOf(meeting) is not null;

    /// <summary>True once an edition has been made for everybody to read.</summary>
    public static bool ArePublished(Meeting meeting) =>
        meeting.Phase >= MeetingPhase.Published && meeting.Phase != MeetingPhase.Cancelled
        || meeting.Minutes.Editions.Any(edition => edition.Kind == MinutesEditionKind.Published);

    /// <summary>Why what published minutes say cannot be changed without a word; null when the word is there.</summary>
    public static Refusal? MissingCause(CorrectionCause? cause) =>
        string.IsNullOrWhiteSpace(cause?.Reason) || cause.Reason.Length > LongestCorrection
            ? Refusal.OfField(
                "correction-unexplained", "correction", "1 to 1000 characters once the minutes are published", cause?.Reason,
                "Referatet er offentliggjort og kan kun ændres som en rettelse. Skriv under »correction«, med højst 1000 tegn, hvorfor det rettes; begrundelsen trykkes i den rettede udgave.",
                "The minutes are published and change by a correction only: say in 'correction', in at most 1000 characters, why. The corrected edition prints it.")
            : null;

    /// <summary>
    /// What was changed after publication and is in no edition and no recorded correction yet, with the reasons that were given; null when the newest edition
    /// says what holds.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="council">Its council.</param>
    /// <param name="items">Its items.</param>
    public static PendingCorrection? PendingCorrectionOf(Meeting meeting, Council council, IReadOnlyList<Item> items)
    {
        if (meeting.Phase != MeetingPhase.Published || NextCorrection(meeting) is not null || meeting.Minutes.Editions is not [.., { Parts.Count: > 0 } newest])
        {
            return null;
        }

        IReadOnlyList<EditionPart> parts = EditionRules.PartsOf(meeting, AgendaRules.Number(council, meeting, AgendaRules.Fixed(items)).Items);
        if (newest.Parts.SequenceEqual(parts))
        {
            return null;
        }

        CorrectionCause[] causes =
        [
            .. items.Select(item => item.Correction).Append(meeting.Minutes.AttendanceCorrection).OfType<CorrectionCause>()
                .Where(cause => cause.At >= newest.At).OrderBy(cause => cause.At),
        ];
        string reason = causes.Length == 0 ? Unexplained : string.Join("; ", causes.Select(cause => cause.Reason.Trim()).Distinct());
        return new PendingCorrection(
            reason.Length <= LongestCorrection ? reason : causes[^1].Reason.Trim(),
            causes is [.., { } last] ? last.Post : "system",
            causes is [.., { } latest] ? latest.At : newest.At,
            parts);
    }

    /// <summary>
    /// When the system makes the corrected edition itself, should nobody ask for it: at once when the minutes have been approved, else at the hour of
    /// publication on the next working day, so that several changes make one edition.
    /// </summary>
    public static DateTimeOffset CorrectionDue(Meeting meeting, Council council, PendingCorrection pending) => ApprovalOf(meeting) is { } approval
        ? approval.At
        : LocalTime.ToInstant(
            new WorkingDays(council.Timeline).Next(LocalTime.ToLocal(pending.At, council.TimeZone).Date), council.Timeline.Publication.Time, council.TimeZone);
}

/// <summary>A correction of published minutes that has no edition yet and was not asked for.</summary>
/// <param name="Reason">Why, as readers are told.</param>
/// <param name="Post">Who made the last change.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Parts">What the edition will say.</param>
public sealed record PendingCorrection(string Reason, string Post, DateTimeOffset At, IReadOnlyList<EditionPart> Parts);
