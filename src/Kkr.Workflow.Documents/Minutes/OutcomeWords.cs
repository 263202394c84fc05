using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Holding;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>Outcomes in the words of the minutes.</summary>
internal static class OutcomeWords
{
    /// <summary>»Godkendt med ændring«, »Taget til efterretning og udsat til den 1. september 2026«.</summary>
    public static string Of(Decision decision)
    {
        // Several minutes under one item may have been judged differently; the item itself says how.
        if (decision.Verdicts.Count > 0)
        {
            return "Hvert referat for sig";
        }

        string all = Danish.List(decision.Outcomes.Select(outcome => One(outcome, decision)));
        return all.Length == 0 ? "" : char.ToUpperInvariant(all[0]) + all[1..];
    }

    private static string One(Outcome outcome, Decision decision) => outcome switch
    {
        Outcome.Approved => decision.Amendment is null ? "godkendt" : "godkendt med ændring",
        Outcome.Noted => "taget til efterretning",
        Outcome.Adopted => "tiltrådt",
        Outcome.Discussed when decision.WithoutQuorum => decision.Outcomes.Count == 1 ? "drøftet, ikke besluttet" : "drøftet (ikke besluttet)",
        Outcome.Discussed => "drøftet",
        Outcome.Authorised => "bemyndigelse givet",
        Outcome.Recommended => "anbefalet",
        Outcome.Postponed => decision.PostponedTo is { } date ? $"udsat til mødet den {Danish.Date(date)}" : "udsat",
        _ => "ikke godkendt",
    };
}
