namespace Kkr.Workflow.Domain.Agenda;

// The written chairmanship procedure: an external deadline falls before the meeting (domain.md C).
public static partial class ItemRules
{
    /// <summary>
    /// Asks the chairmanship in writing, once, about an item whose external deadline is still to come but falls before the meeting that could decide
    /// it.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="decidesAt">The meeting that can decide it next, or null.</param>
    /// <param name="chairmanship">The posts to ask.</param>
    /// <param name="today">Local date.</param>
    /// <param name="now">UTC.</param>
    public static Result<Item> StartWrittenProcedure(Item item, Meeting? decidesAt, IReadOnlyList<string> chairmanship, DateOnly today, DateTimeOffset now)
    {
        if (item.WrittenProcedure is not null)
        {
            return item.WrittenProcedure.ClosedAt is null ? item : Refusal.OfState(
                "written-procedure-closed", "writtenProcedure", "one procedure an item", "closed",
                "Formandskabet har allerede behandlet punktet skriftligt.", "The chairmanship has decided the item in writing already.");
        }

        bool isOpen = item.Status is ItemStatus.Proposed or ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Frozen or ItemStatus.Pooled;
        if (!isOpen)
        {
            return Refusal.OfState(
                "item-closed", "status", "an item that awaits its decision", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()} og kan ikke behandles skriftligt.", $"The item is {item.Status}; it awaits no decision.");
        }

        if (!ExternalDeadline.FallsBefore(item, decidesAt))
        {
            return Refusal.OfState(
                "written-procedure-unneeded", "externalDeadline", "before the meeting", item.ExternalDeadline?.Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                "En skriftlig formandskabsprocedure er kun for punkter, hvis eksterne frist falder før mødet.",
                "A written procedure is for items whose external deadline falls before the meeting.");
        }

        if (item.ExternalDeadline!.Date < today)
        {
            return Refusal.OfState(
                "external-deadline-passed", "externalDeadline", "today or later", item.ExternalDeadline.Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                $"Fristen den {Danish.Date(item.ExternalDeadline.Date)} er passeret, så en skriftlig procedure når det ikke.",
                "The external deadline has passed; a written procedure comes too late.");
        }

        return chairmanship.Count == 0
            ? Refusal.OfState(
                "no-chairmanship", "chairmanship", "somebody to ask", null, "Rådet har ikke noget formandskab at spørge.", "The council has no chairmanship to ask.")
            : item with { WrittenProcedure = new WrittenProcedure(now, item.ExternalDeadline.Date) { Asked = chairmanship } };
    }

    /// <summary>
    /// Records an answer. The procedure closes when everybody asked has said yes, or the first says no; until then an answer may be changed. The same
    /// answer again changes nothing.
    /// </summary>
    public static Result<Item> AnswerWrittenProcedure(Item item, WrittenAnswer answer)
    {
        if (item.WrittenProcedure is not { } procedure)
        {
            return Refusal.OfState(
                "no-written-procedure", "writtenProcedure", "a procedure that was started", null,
                "Punktet er ikke sendt til skriftlig behandling.", "No written procedure was started for the item.");
        }

        if (procedure.Answers.Any(known => known with { At = answer.At } == answer))
        {
            return item;
        }

        if (procedure.ClosedAt is not null)
        {
            return Refusal.OfState(
                "written-procedure-closed", "writtenProcedure", "an open procedure", "closed",
                "Den skriftlige behandling er afsluttet.", "The written procedure is closed.");
        }

        if (!procedure.Asked.Contains(answer.Post))
        {
            return Refusal.OfField(
                "not-asked", "post", "one of those asked", answer.Post, "Kun formandskabet kan svare i den skriftlige procedure.",
                "Only the chairmanship answers in the written procedure.") with { Kind = RefusalKind.Forbidden };
        }

        if (!answer.Approved && string.IsNullOrWhiteSpace(answer.Text))
        {
            return Refusal.OfField("reason-missing", "text", "required with a no", answer.Text, "Skriv en begrundelse.", "A no needs a reason.");
        }

        WrittenAnswer[] answers = [.. procedure.Answers.Where(known => known.Post != answer.Post), answer];
        bool isClosed = !answer.Approved || procedure.Asked.All(post => answers.Any(known => known.Post == post));
        return item with { WrittenProcedure = procedure with { Answers = answers, ClosedAt = isClosed ? answer.At : null } };
    }

    /// <summary>What the chairmanship decided in writing, as agenda and minutes report it to the meeting; null while there is nothing to report.</summary>
    public static string? WrittenOutcome(Item item, string timeZone)
    {
        if (item.WrittenProcedure is not { ClosedAt: { } closed } procedure)
        {
            return null;
        }

        string day = Danish.Date(LocalTime.ToLocal(closed, timeZone).Date);
        string why = $"fordi fristen den {Danish.Date(procedure.AnswerBy)} faldt før mødet";
        return procedure.IsApproved() == true
            ? $"Formandskabet godkendte den {day} indstillingen ved skriftlig procedure, {why}. Afgørelsen forelægges til efterretning."
            : $"Formandskabet godkendte ikke indstillingen ved skriftlig procedure den {day}, {why}. Punktet behandles på mødet.";
    }
}
