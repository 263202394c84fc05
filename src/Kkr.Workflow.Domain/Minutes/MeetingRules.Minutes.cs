using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

// The minutes: submitted, corrected, and judged by a later meeting.
public static partial class MeetingRules
{
    private const int LongestCorrection = 1000;

    /// <summary>
    /// Registers the minutes: every item on the agenda must have its decision. Repeating it changes nothing.
    /// </summary>
    /// <param name="meeting">The meeting, held.</param>
    /// <param name="items">The meeting's items.</param>
    /// <param name="now">UTC.</param>
    /// <param name="council">With <paramref name="book"/>: the quorum is looked at again for each item, since attendance may have been put right after the decisions.</param>
    /// <param name="book">The directory.</param>
    /// <param name="withoutAttendance">The secretariat knows that there is no list of attendance, and submits without one; the quorum is then taken for met.</param>
    public static Result<Meeting> SubmitMinutes(
        Meeting meeting, IReadOnlyList<Item> items, DateTimeOffset now, Council? council = null, DirectoryBook? book = null, bool withoutAttendance = false)
    {
        if (meeting.Minutes.SubmittedAt is not null)
        {
            return meeting;
        }

        Result<MeetingPhase> phase = MeetingPhases.After(meeting.Phase, MeetingMove.SubmitMinutes);
        if (phase.IsRefused)
        {
            return phase.Refusal;
        }

        IReadOnlyList<Item> undecided = Undecided(items);
        if (undecided.Count > 0)
        {
            return Refusal.OfState(
                "items-undecided",
                "items",
                "every item needs a decision",
                string.Join(", ", undecided.Select(item => item.Number)),
                $"Referatet kan ikke registreres, for der mangler beslutning på {Items(undecided)}.",
                $"The minutes cannot be submitted: no decision on {string.Join(", ", undecided.Select(item => item.Number ?? item.Id))}.");
        }

        if (council is not null && meeting.Attendance is null && !withoutAttendance)
        {
            return Refusal.OfState(
                "attendance-missing",
                "attendance",
                "minutes say who was there; withoutAttendance submits them without",
                null,
                "Deltagerlisten er ikke registreret, så det kan ikke ses, om mødet var beslutningsdygtigt. Registrér den først, eller bekræft, at referatet registreres uden deltagerliste.",
                "Attendance has not been recorded, so nobody can see whether there was a quorum. Record it, or confirm with withoutAttendance.");
        }

        return council is not null && book is not null && DecidedWithoutQuorum(meeting, items, council, book) is { } refusal
            ? refusal
            : meeting with { Phase = phase.Value, Minutes = meeting.Minutes with { SubmittedAt = now } };
    }

    /// <summary>The frozen items that still lack a decision, in order of number.</summary>
    public static IReadOnlyList<Item> Undecided(IReadOnlyList<Item> items) =>
        [.. items.Where(item => item.Status == ItemStatus.Frozen).OrderBy(item => AgendaRules.SortKey(item.Number))];

    /// <summary>A refusal that names the items that were decided though, by the list of attendance, too few took part in them; null when there are none.</summary>
    public static Refusal? DecidedWithoutQuorum(Meeting meeting, IReadOnlyList<Item> items, Council council, DirectoryBook book)
    {
        Item[] invalid =
        [
            .. items.Where(item => item is { Status: ItemStatus.Decided, Decision: { } decision }
                    && HasQuorum(meeting, council, book, item, decision) == false
                    && DecisionRules.Check(decision, item, meeting, hasQuorum: false) is not null)
                .OrderBy(item => AgendaRules.SortKey(item.Number)),
        ];
        return invalid.Length == 0
            ? null
            : Refusal.OfState(
                "decided-without-quorum",
                "items",
                "a decision needs a quorum",
                string.Join(", ", invalid.Select(item => item.Number)),
                $"Efter deltagerlisten var mødet ikke beslutningsdygtigt ved {Items(invalid)}. Ret deltagerlisten, eller skriv punktet som drøftet eller udsat.",
                $"By the list of attendance there was no quorum for {string.Join(", ", invalid.Select(item => item.Number ?? item.Id))}.");
    }

    /// <summary>True while decisions and attendance may be put right by a corrected edition: submitted, and not approved.</summary>
    public static bool TakesCorrections(Meeting meeting) => meeting.Phase is MeetingPhase.Minuted or MeetingPhase.Published;

    /// <summary>
    /// Asks for a corrected edition of minutes that have been sent out. What was sent stays as it is. Before the draft there is nothing to correct: it is
    /// made from what is registered then.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="reason">Why, as readers are told.</param>
    /// <param name="post">Who asks.</param>
    /// <param name="parts">What the minutes say now.</param>
    /// <param name="now">When.</param>
    /// <param name="isExposing">True when the newest edition shows an item that has been made confidential since: then that is what is corrected, whatever else is the same.</param>
    public static Result<Meeting> Correct(
        Meeting meeting, string? reason, string post, IReadOnlyList<EditionPart> parts, DateTimeOffset now, bool isExposing = false)
    {
        if (!TakesCorrections(meeting) || meeting.Minutes.Editions is not [.., { } newest])
        {
            return Refusal.OfState(
                "nothing-to-correct", "phase", "minutes that have been sent out and are not approved", meeting.Phase.ToString(),
                meeting.Phase == MeetingPhase.Approved
                    ? "Referatet er godkendt og kan ikke længere rettes."
                    : $"Der er intet udsendt referat at rette; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"There are no minutes to correct: the meeting is {meeting.Phase}.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestCorrection)
        {
            return Refusal.OfField(
                "reason-missing", "reason", "1 to 1000 characters", reason, "Skriv, hvorfor referatet rettes, med højst 1000 tegn.", "A correction needs a reason of at most 1000 characters.");
        }

        if (NextCorrection(meeting) is not null)
        {
            return meeting;
        }

        return !isExposing && newest.Parts.Count > 0 && newest.Parts.SequenceEqual(parts)
            ? Refusal.OfState(
                "nothing-corrected", "minutes", "something differs from the newest edition", $"{newest.Version}",
                $"Intet er ændret siden udgave {newest.Version}. Ret først beslutninger eller deltagere.", $"Nothing has changed since edition {newest.Version}.")
            : meeting with
            {
                Minutes = meeting.Minutes with
                {
                    Corrections = [.. meeting.Minutes.Corrections, new MinutesCorrection(meeting.Minutes.Corrections.Count + 1, reason.Trim(), post, now)],
                },
            };
    }

    /// <summary>The correction that has no edition yet, or null.</summary>
    public static MinutesCorrection? NextCorrection(Meeting meeting) => TakesCorrections(meeting)
        ? meeting.Minutes.Corrections.FirstOrDefault(correction => meeting.Minutes.Editions.All(edition => edition.Correction != correction.Number))
        : null;

    /// <summary>What a decision says about each of the minutes that its item decides on.</summary>
    public static IReadOnlyList<VerdictOnMinutes> VerdictsOf(Item item, Decision decision) =>
    [
        .. item.ApprovesMinutesOf.Select(minutes =>
            decision.Verdicts.FirstOrDefault(verdict => verdict.Meeting == minutes)
            ?? new VerdictOnMinutes(minutes, KindOf(decision), KindOf(decision) == MinutesVerdictKind.ApprovedWithAmendment ? decision.Amendment : null)),
    ];

    /// <summary>
    /// Records how a later meeting decided on these minutes. An approval makes <see cref="MeetingStep.Approval"/> due; minutes not
    /// approved wait for the next meeting. The same verdict of the same meeting again changes nothing, another one replaces it.
    /// </summary>
    public static Result<Meeting> RecordVerdict(Meeting meeting, MinutesVerdict verdict)
    {
        if (meeting.Minutes.Verdicts.Any(known => known with { At = verdict.At } == verdict))
        {
            return meeting;
        }

        if (meeting.Phase is not (MeetingPhase.Minuted or MeetingPhase.Published))
        {
            return Refusal.OfState(
                "minutes-not-awaiting-approval",
                "phase",
                "a verdict needs minutes that are submitted and not yet approved",
                meeting.Phase.ToString(),
                $"Referatet af mødet den {Danish.Date(meeting.Date)} afventer ikke godkendelse; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"The minutes of {meeting.Key} are not awaiting approval; the meeting is {meeting.Phase}.");
        }

        return meeting with
        {
            Minutes = meeting.Minutes with
            {
                Verdicts = [.. meeting.Minutes.Verdicts.Where(known => known.ByMeeting != verdict.ByMeeting), verdict],
            },
        };
    }

    /// <summary>The verdict that approves the minutes, or null while no meeting has.</summary>
    public static MinutesVerdict? ApprovalOf(Meeting meeting) =>
        meeting.Minutes.Verdicts is [.., { Kind: MinutesVerdictKind.Approved or MinutesVerdictKind.ApprovedWithAmendment } verdict] ? verdict : null;

    /// <summary>Adds an edition of the minutes. The same version again changes nothing.</summary>
    public static Meeting AddMinutesEdition(Meeting meeting, MinutesEdition edition) =>
        meeting.Minutes.Editions.Any(known => known.Version == edition.Version)
            ? meeting
            : meeting with { Minutes = meeting.Minutes with { Editions = [.. meeting.Minutes.Editions, edition] } };

    private static MinutesVerdictKind KindOf(Decision decision) =>
        decision.Outcomes.Contains(Outcome.Approved)
            ? decision.Amendment is null ? MinutesVerdictKind.Approved : MinutesVerdictKind.ApprovedWithAmendment
            : decision.Outcomes.Contains(Outcome.Rejected) ? MinutesVerdictKind.NotApproved : MinutesVerdictKind.Postponed;

    private static string Items(IReadOnlyList<Item> items) =>
        $"{(items.Count == 1 ? "punkt" : "punkterne")} {Danish.List(items.Select(item => item.Number ?? item.Id))}";
}
