using System.Globalization;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Domain.Holding;

/// <summary>What a decision must be like.</summary>
public static class DecisionRules
{
    private static readonly Outcome[] WithoutQuorum = [Outcome.Discussed, Outcome.Postponed];

    /// <summary>The first rule that the decision breaks, or null.</summary>
    public static Refusal? Check(Decision decision, Item item, Meeting meeting, bool hasQuorum)
    {
        if (decision.Outcomes.Count == 0 || decision.Outcomes.Distinct().Count() != decision.Outcomes.Count)
        {
            return Refusal.OfField(
                "outcomes", "outcomes", "at least one, none twice", string.Join(", ", decision.Outcomes),
                "Vælg mindst ét udfald, og hvert kun én gang.", "A decision has at least one outcome, and none twice.");
        }

        if (string.IsNullOrWhiteSpace(decision.Text))
        {
            return Refusal.OfField(
                "decision-text-missing", "text", "required", decision.Text, "Skriv beslutningens tekst.", "A decision needs a text.");
        }

        if (!hasQuorum && decision.Outcomes.Except(WithoutQuorum).ToArray() is [var first, ..])
        {
            return Refusal.OfState(
                "no-quorum", "outcomes", "without a quorum: discussed or postponed", first.ToString(),
                "Mødet er ikke beslutningsdygtigt; punktet kan kun drøftes eller udsættes.",
                "The meeting has no quorum; an item can only be discussed or postponed.");
        }

        if (decision.Amendment is not null && (item.ApprovesMinutesOf.Count == 0 || !decision.Outcomes.Contains(Outcome.Approved)))
        {
            return Refusal.OfField(
                "amendment-out-of-place", "amendment", "only with approved minutes", decision.Amendment,
                "En ændring hører kun til, når et referat godkendes.", "An amendment belongs to the approval of minutes only.");
        }

        if (item.ApprovesMinutesOf.Count > 0 && !decision.Outcomes.Any(outcome => outcome is Outcome.Approved or Outcome.Postponed or Outcome.Rejected))
        {
            return Refusal.OfField(
                "minutes-undecided", "outcomes", "approved, postponed or rejected", string.Join(", ", decision.Outcomes),
                "Et referat godkendes, udsættes eller afvises.", "Minutes are approved, postponed or rejected.");
        }

        if (decision.PostponedTo is { } to && to <= meeting.Date)
        {
            return Refusal.OfField(
                "postponed-backwards", "postponedTo", "after the meeting", to.ToString("O", CultureInfo.InvariantCulture),
                "Punktet kan kun udsættes til en dato efter mødet.", "An item can only be postponed to a date after the meeting.");
        }

        return decision.Actions.Select(CheckAction).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckAction(ActionPoint action) =>
        string.IsNullOrWhiteSpace(action.Task)
            ? Refusal.OfField("action-task-missing", "actions.task", "required", action.Task, "Skriv, hvad opgaven er.", "An action needs a task.")
        : string.IsNullOrWhiteSpace(action.OwnerPost)
            ? Refusal.OfField(
                "action-owner-missing", "actions.ownerPost", "required", action.OwnerPost, "Skriv, hvem der har opgaven.", "An action needs an owner.")
        : null;
}
