using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Holding;

/// <summary>What a decision must be like.</summary>
public static class DecisionRules
{
    private const int LongestShortText = 200;
    private static readonly Outcome[] WithoutQuorum = [Outcome.Discussed, Outcome.Postponed];

    /// <summary>The first rule that the decision breaks, or null.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="item">The item it is on.</param>
    /// <param name="meeting">The item's meeting.</param>
    /// <param name="hasQuorum">False when too few took part in the item.</param>
    /// <param name="book">The directory that owners and those who dissent must be in; null where that has been seen to.</param>
    public static Refusal? Check(Decision decision, Item item, Meeting meeting, bool hasQuorum, DirectoryBook? book = null) =>
        CheckOutcomes(decision)
        ?? (hasQuorum ? null : CheckPending(decision))
        ?? CheckMinutes(decision, item, hasQuorum)
        ?? CheckDates(decision, meeting)
        ?? decision.Actions.Select(action => CheckAction(action, book)).FirstOrDefault(refusal => refusal is not null)
        ?? CheckDissents(decision, item, meeting, book)
        ?? CheckPromises(decision);

    /// <summary>The decision as it is kept: whether it is pending for want of a quorum, and organisations that are in the directory by their post.</summary>
    public static Decision Settle(Decision decision, bool hasQuorum, DirectoryBook? book, string networkName) => decision with
    {
        WithoutQuorum = !hasQuorum,
        Actions = [.. decision.Actions.Select(action => Owned(action, book, networkName))],
    };

    private static ActionPoint Owned(ActionPoint action, DirectoryBook? book, string networkName)
    {
        if (string.IsNullOrWhiteSpace(action.Organisation))
        {
            return action with { Organisation = null };
        }

        bool isNetwork = action.Organisation.Trim().Equals(networkName, StringComparison.OrdinalIgnoreCase);
        return isNetwork && book?.Posts.FirstOrDefault(post => post.Kind == PostKind.Network) is { } network
            ? action with { OwnerPost = network.Id, Organisation = null }
            : action with { OwnerPost = book?.Posts.FirstOrDefault(post => post.Kind == PostKind.Secretariat)?.Id ?? "secretariat", Organisation = action.Organisation.Trim() };
    }

    private static Refusal? CheckOutcomes(Decision decision) =>
        decision.Outcomes.Count == 0 || decision.Outcomes.Distinct().Count() != decision.Outcomes.Count
            ? Refusal.OfField(
                "outcomes", "outcomes", "at least one, none twice", string.Join(", ", decision.Outcomes),
                "Vælg mindst ét udfald, og hvert kun én gang.", "A decision has at least one outcome, and none twice.")
        : string.IsNullOrWhiteSpace(decision.Text)
            ? Refusal.OfField(
                "decision-text-missing", "text", "required", decision.Text, "Skriv beslutningens tekst.", "A decision needs a text.")
        : Html("text", decision.Text) ?? Html("amendment", decision.Amendment) ?? Html("consensus", decision.Consensus);

    private static Refusal? Html(string field, string? text) => RawHtml.In(text) is { } html
        ? Refusal.OfField(
            "decision-html", field, "Markdown without HTML", html,
            $"Beslutningen indeholder HTML: {html}. Skriv teksten uden koder i vinkelparenteser.", $"The decision holds HTML: {html}. Write it as plain text or Markdown.")
        : null;

    private static Refusal? CheckPending(Decision decision) =>
        decision.Outcomes.Except(WithoutQuorum).ToArray() is [var first, ..]
            ? Refusal.OfState(
                "no-quorum", "outcomes", "without a quorum: discussed or postponed", first.ToString(),
                "Mødet er ikke beslutningsdygtigt; punktet kan kun drøftes eller udsættes.",
                "The meeting has no quorum; an item can only be discussed or postponed.")
        : decision.Verdicts.Any(verdict => verdict.Kind != MinutesVerdictKind.Postponed)
            ? Refusal.OfState(
                "no-quorum", "verdicts", "without a quorum: postponed", decision.Verdicts[0].Kind.ToString(),
                "Mødet er ikke beslutningsdygtigt; et referat kan kun udsættes.", "The meeting has no quorum; minutes can only be postponed.")
        : null;

    private static Refusal? CheckMinutes(Decision decision, Item item, bool hasQuorum)
    {
        if (decision.Amendment is not null && (item.ApprovesMinutesOf.Count == 0 || !decision.Outcomes.Contains(Outcome.Approved)))
        {
            return Refusal.OfField(
                "amendment-out-of-place", "amendment", "only with approved minutes", decision.Amendment,
                "En ændring hører kun til, når et referat godkendes.", "An amendment belongs to the approval of minutes only.");
        }

        bool isDecided = decision.Outcomes.Any(outcome => outcome is Outcome.Approved or Outcome.Postponed or Outcome.Rejected)
            || item.ApprovesMinutesOf.All(minutes => decision.Verdicts.Any(verdict => verdict.Meeting == minutes));
        if (item.ApprovesMinutesOf.Count > 0 && hasQuorum && !isDecided)
        {
            return Refusal.OfField(
                "minutes-undecided", "outcomes", "approved, postponed or rejected", string.Join(", ", decision.Outcomes),
                "Et referat godkendes, udsættes eller afvises.", "Minutes are approved, postponed or rejected.");
        }

        return decision.Verdicts.Select(verdict => CheckVerdict(verdict, decision, item)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckVerdict(VerdictOnMinutes verdict, Decision decision, Item item) =>
        !item.ApprovesMinutesOf.Contains(verdict.Meeting) || decision.Verdicts.Count(other => other.Meeting == verdict.Meeting) > 1
            ? Refusal.OfField(
                "verdict-out-of-place", "verdicts.meeting", "minutes that this item decides, each once", verdict.Meeting,
                $"Referatet {verdict.Meeting} behandles ikke under dette punkt, eller det står der to gange.",
                $"The minutes {verdict.Meeting} are not decided by this item, or are listed twice.")
        : (verdict.Kind == MinutesVerdictKind.ApprovedWithAmendment) == string.IsNullOrWhiteSpace(verdict.Amendment)
            ? Refusal.OfField(
                "amendment-out-of-place", "verdicts.amendment", "with approvedWithAmendment, and only then", verdict.Amendment,
                "Skriv ændringen, når et referat godkendes med en ændring, og kun da.", "An amendment belongs to an approval with one, and only there.")
        : null;

    private static Refusal? CheckDates(Decision decision, Meeting meeting) =>
        decision.Promises.Select(promise => promise.Date).Prepend(decision.PostponedTo).FirstOrDefault(date => date <= meeting.Date) is { } to
            ? Refusal.OfField(
                "postponed-backwards", decision.PostponedTo == to ? "postponedTo" : "promises.date", "after the meeting", to.ToString("O", CultureInfo.InvariantCulture),
                "Punktet kan kun udsættes til en dato efter mødet.", "An item can only be postponed to a date after the meeting.")
            : null;

    private static Refusal? CheckAction(ActionPoint action, DirectoryBook? book) =>
        string.IsNullOrWhiteSpace(action.Task)
            ? Refusal.OfField("action-task-missing", "actions.task", "required", action.Task, "Skriv, hvad opgaven er.", "An action needs a task.")
        : IsOwnerOutOfPlace(action)
            ? Refusal.OfField(
                "action-owner-missing", "actions.ownerPost", "a post or an organisation, not both", action.OwnerPost,
                "Skriv, hvem der har opgaven: en post eller en organisation.", "An action needs an owner: a post or an organisation.")
        : action.Organisation is { Length: > LongestShortText }
            ? Refusal.OfField(
                "action-owner-long", "actions.organisation", "at most 200 characters", action.Organisation,
                "Organisationens navn må højst have 200 tegn.", "An organisation's name has at most 200 characters.")
        : book is not null && string.IsNullOrWhiteSpace(action.Organisation) && book.Posts.All(post => post.Id != action.OwnerPost)
            ? Refusal.OfField(
                "action-owner-unknown", "actions.ownerPost", "a post of the directory", action.OwnerPost,
                $"Posten {action.OwnerPost} findes ikke. En anden end dem i kartoteket skrives som organisation.",
                $"There is no post {action.OwnerPost}; name others as an organisation.")
        : null;

    // What was read back has the secretariat's post beside the organisation, and may be sent again as it is.
    private static bool IsOwnerOutOfPlace(ActionPoint action) => string.IsNullOrWhiteSpace(action.Organisation)
        ? string.IsNullOrWhiteSpace(action.OwnerPost)
        : !string.IsNullOrWhiteSpace(action.OwnerPost) && !action.OwnerPost.StartsWith("secretariat", StringComparison.Ordinal);

    private static Refusal? CheckDissents(Decision decision, Item item, Meeting meeting, DirectoryBook? book)
    {
        foreach (Dissent dissent in decision.Dissents)
        {
            if (string.IsNullOrWhiteSpace(dissent.Text))
            {
                return Refusal.OfField(
                    "dissent-text-missing", "dissents.text", "required", dissent.Text,
                    "Skriv, hvad der kræves ført til referat.", "A dissent needs the text to be recorded.");
            }

            bool isVoter = book is null || meeting.Attendance is null || MeetingRules.VotersOf(meeting, book, item, decision.TakenAt).Contains(dissent.Post);
            if (!isVoter || decision.Dissents.Count(other => other.Post == dissent.Post) > 1)
            {
                return Refusal.OfField(
                    "dissent-without-vote", "dissents.post", "a member, or a deputy standing in, who took part in the item; each once", dissent.Post,
                    $"Posten {dissent.Post} kan ikke få noget ført til referat: Det kan et medlem, der deltog i punktet, og hver kun én gang.",
                    $"{dissent.Post} had no vote on the item, or is listed twice.");
            }
        }

        return null;
    }

    private static Refusal? CheckPromises(Decision decision) =>
        decision.Promises.FirstOrDefault(promise => string.IsNullOrWhiteSpace(promise.Title) || promise.Title.Length > LongestShortText) is { } odd
            ? Refusal.OfField(
                "promise-title", "promises.title", "1 to 200 characters", odd.Title,
                "Skriv titlen på det punkt, der er lovet, med højst 200 tegn.", "A promised item needs a title of at most 200 characters.")
        : null;
}
