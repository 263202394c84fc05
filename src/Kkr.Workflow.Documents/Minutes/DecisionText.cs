using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>What stands under »Beslutning«.</summary>
internal sealed class DecisionText(ItemPart items, People names, EditionNews? news)
{
    private const string Title = "Beslutning";

    public DecisionBox On(Item item)
    {
        if (item.Confidential)
        {
            return new DecisionBox(Title, [new Paragraph("Beslutningen er ikke offentlig.", ParagraphRole.Note)]);
        }

        if (item.Decision is not { } decision)
        {
            return new DecisionBox(Title, [new Paragraph("Beslutningen er endnu ikke registreret.", ParagraphRole.Note)]);
        }

        return new DecisionBox(
            Title,
            [
                .. Pending(decision),
                .. items.Text(decision.Text),
                .. Text("Ændring", decision.Amendment),
                .. Entries("Referaterne hver for sig", decision.Verdicts.Select(Verdict)),
                .. Text("Enighed", decision.Consensus),
                .. Entries("Ført til referat", decision.Dissents.Select(dissent => $"{names.Attendant(dissent.Post)}: {Wording.OneLine(dissent.Text)}")),
                .. Entries("Opfølgning", decision.Actions.Select(Action)),
                .. Entries("Kommende punkter", decision.Promises.Select(Promise)),
                .. Entries("Bilag, der følger", item.Promised.Where(promise => promise.IsAwaited()).Select(promise => Wording.OneLine(promise.What))),
            ]);
    }

    private static Paragraph[] Pending(Decision decision) => decision.WithoutQuorum
        ? [new Paragraph("Mødet var ikke beslutningsdygtigt ved dette punkt. Punktet er drøftet, ikke besluttet, og beslutningen afventer et kommende møde.", ParagraphRole.Note)]
        : [];

    private IEnumerable<Block> Text(string title, string? text) => string.IsNullOrWhiteSpace(text) ? [] : [new Heading(1, title), .. items.Text(text)];

    private static IEnumerable<Block> Entries(string title, IEnumerable<string> entries)
    {
        IReadOnlyList<Block>[] all = [.. entries.Select(entry => (IReadOnlyList<Block>)[new Paragraph(entry)])];
        return all.Length == 0 ? [] : [new Heading(1, title), new Listing(ListStyle.Bullets, all)];
    }

    private string Action(ActionPoint action) => $"{action.Task}. Ansvarlig: {names.Owner(action)}. Frist: {Overview.Deadline(action)}.";

    private static string Promise(PromisedItem promise) =>
        $"{Wording.OneLine(promise.Title)} ({(promise.Date is { } date ? $"mødet den {Danish.Date(date)}" : "næste møde")})";

    private string Verdict(VerdictOnMinutes verdict)
    {
        string which = news?.MeetingDates.TryGetValue(verdict.Meeting, out DateOnly date) == true ? $"Referatet fra mødet den {Danish.Date(date)}" : $"Referatet {verdict.Meeting}";
        return verdict.Kind switch
        {
            MinutesVerdictKind.Approved => $"{which}: godkendt.",
            MinutesVerdictKind.ApprovedWithAmendment => $"{which}: godkendt med denne ændring: {Wording.OneLine(verdict.Amendment ?? "")}",
            MinutesVerdictKind.NotApproved => $"{which}: ikke godkendt. Det rettes og forelægges igen.",
            _ => $"{which}: udsat.",
        };
    }
}
