using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

// The items that are on every agenda by themselves (domain.md A3).
public static partial class AgendaRules
{
    /// <summary>
    /// An ordinary meeting has 1.1 (approval of minutes, when any await it), 2.1 and 6.1. An extraordinary meeting has 1.1 only. A constituent
    /// meeting has 1.1 and the business of constituting the council.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="council">Its council.</param>
    /// <param name="unapprovedBefore">Earlier meetings whose minutes await approval; one item decides them all.</param>
    /// <param name="upcoming">The list under 6.1, from <see cref="UpcomingText"/>.</param>
    /// <param name="followUps">The open follow-ups listed under 2.1, from <see cref="FollowUp.FollowUpRules.OpenText"/>.</param>
    public static IReadOnlyList<Item> AutomaticItems(
        Meeting meeting, Council council, IReadOnlyList<Meeting> unapprovedBefore, string? upcoming = null, string? followUps = null)
    {
        List<Item> items = [];
        if (unapprovedBefore.Count > 0)
        {
            items.Add(ApprovalOfMinutes(meeting, council, [.. unapprovedBefore.OrderBy(earlier => earlier.Date)]));
        }

        if (meeting.Kind == MeetingKind.Ordinary)
        {
            items.Add(SinceLast(meeting, council, followUps));
            items.Add(UpcomingItem(meeting, council, upcoming));
        }

        if (meeting.Kind == MeetingKind.Constituent)
        {
            items.AddRange(Constitution(meeting, council));
        }

        return [.. items.Select(item => item with { Generated = GeneratedText.Of(item) })];
    }

    /// <summary>
    /// The item brought up to date with what would be made today. A text that somebody has put right stays as it is. With nothing to change, the very
    /// same item is given back.
    /// </summary>
    /// <param name="current">The item as it is.</param>
    /// <param name="made">The same item, made today.</param>
    public static Item Refresh(Item current, Item made)
    {
        GeneratedText now = GeneratedText.Of(current);
        GeneratedText before = current.Generated ?? now;
        GeneratedText fresh = made.Generated ?? GeneratedText.Of(made);
        bool title = now.Title == before.Title;
        bool background = now.Background == before.Background;
        bool recommendation = now.Recommendation == before.Recommendation;
        bool presentation = now.Presentation == before.Presentation;
        Item refreshed = current with
        {
            Title = title ? made.Title : current.Title,
            Background = background ? made.Background : current.Background,
            Recommendation = recommendation ? made.Recommendation : current.Recommendation,
            Presentation = presentation ? made.Presentation : current.Presentation,
            Generated = new GeneratedText(
                title ? fresh.Title : before.Title,
                background ? fresh.Background : before.Background,
                recommendation ? fresh.Recommendation : before.Recommendation,
                presentation ? fresh.Presentation : before.Presentation),
            ApprovesMinutesOf = current.ApprovesMinutesOf.SequenceEqual(made.ApprovesMinutesOf) ? current.ApprovesMinutesOf : made.ApprovesMinutesOf,
        };
        return refreshed == current ? current : refreshed;
    }

    private static Item ApprovalOfMinutes(Meeting meeting, Council council, IReadOnlyList<Meeting> earlier)
    {
        string dates = Danish.Dates(earlier.Select(one => one.Date));
        (string minutes, string meetings) = earlier.Count == 1 ? ("referatet", "mødet") : ("referaterne", "møderne");
        return New(meeting, council, ItemOrigin.ApprovalOfMinutes, 1) with
        {
            Title = $"Godkendelse af {(earlier.Count == 1 ? "referat" : "referater")} fra {meetings} den {dates}",
            Background = earlier.Count == 1
                ? $"Referatet fra mødet i {council.Name} den {dates} forelægges til godkendelse."
                : $"Referaterne fra møderne i {council.Name} den {dates} forelægges til godkendelse.",
            Recommendation = $"Det indstilles, at {council.Name} godkender {minutes} fra {meetings} den {dates}.",
            ApprovesMinutesOf = [.. earlier.Select(one => one.Key.Meeting)],
        };
    }

    private static Item SinceLast(Meeting meeting, Council council, string? followUps) => New(meeting, council, ItemOrigin.SinceLast, 2) with
    {
        Title = "Orientering",
        Background = $"Formandskabet og sekretariatet orienterer om, hvad der er sket siden det seneste møde i {council.Name}.",
        Recommendation = $"Det indstilles, at {council.Name} tager orienteringen til efterretning.",
        Presentation = string.IsNullOrWhiteSpace(followUps) ? null : followUps,
    };

    private static Item UpcomingItem(Meeting meeting, Council council, string? upcoming) => New(meeting, council, ItemOrigin.Upcoming, 6) with
    {
        Title = "Punkter til kommende møder",
        Background = $"Her er en oversigt over de punkter, der indtil videre er planlagt til de kommende møder i {council.Name}.",
        Recommendation = $"Det indstilles, at {council.Name} tager oversigten til efterretning.",
        Presentation = string.IsNullOrWhiteSpace(upcoming) ? "Der er endnu ikke planlagt punkter til det kommende møde." : upcoming,
    };

    private static IEnumerable<Item> Constitution(Meeting meeting, Council council)
    {
        (int Section, string Title, string Background, string Recommendation)[] business =
        [
            (4, "Udpegninger", "Det nye KKR udpeger repræsentanter til råd, nævn og bestyrelser for valgperioden.", "foretager udpegningerne"),
            (5, "Godkendelse af valg", "Kommunalbestyrelserne har valgt medlemmer og stedfortrædere for den nye valgperiode.", "godkender valgene"),
            (5, "Valgforbund", "Medlemmerne kan indgå valgforbund forud for rådets egne valg og udpegninger.", "tager de indgåede valgforbund til efterretning"),
            (5, "Valg af formand og næstformand", "Mødet ledes af den borgmester, der har siddet længst, indtil en formand er valgt.", "vælger formand og næstformand"),
            (5, "Forretningsorden", "Forretningsordenen fastlægger rammerne for møderne i valgperioden.", "godkender forretningsordenen"),
            (5, "Mødeplan", "Sekretariatet har udarbejdet et forslag til mødedatoer.", "godkender mødeplanen"),
        ];
        return business.Select(item => New(meeting, council, ItemOrigin.Constitution, item.Section) with
        {
            Title = item.Title,
            Background = item.Background,
            Recommendation = $"Det indstilles, at {council.Name} {item.Recommendation}.",
        });
    }

    private static Item New(Meeting meeting, Council council, ItemOrigin origin, int section) => new()
    {
        Id = "",
        Council = council.Id,
        Meeting = meeting.Key.Meeting,
        Origin = origin,
        Section = section,
        Status = ItemStatus.Accepted,
        Title = "",
        CaseId = council.CaseId,
        ReceivedAt = meeting.ScheduledAt,
    };
}
