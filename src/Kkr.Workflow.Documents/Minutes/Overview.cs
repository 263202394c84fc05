using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>What comes before the items: who was there, what was decided, who does what by when.</summary>
internal sealed class Overview(Meeting meeting, NumberedAgenda agenda, People people, Quorum? quorum)
{
    public IEnumerable<Part> Parts() => [Attendance(), Decisions(), .. FollowUps()];

    private Part Attendance()
    {
        List<Block> content = meeting.Attendance is not { } attendance
            ? [new Paragraph("Deltagerne er endnu ikke registreret.", ParagraphRole.Note)]
            :
            [
                .. Quorum(),
                .. Group("Mødeleder", new[] { attendance.ChairedBy }.OfType<string>().Select(people.Attendant)),
                .. Group("Til stede", people.InOrder(attendance.Present.Where(post => !people.IsObserver(post))).Select(post => people.Attendant(post) + PresenceWords.Of(attendance, post))),
                .. Group("Observatører uden stemmeret", people.InOrder(attendance.Present.Where(people.IsObserver)).Select(post => people.Attendant(post) + PresenceWords.Of(attendance, post))),
                .. Group("Afbud", people.InOrder(attendance.Apologies).Select(people.Attendant)),
                .. Group("Gæster", attendance.Guests.Select(guest => guest + PresenceWords.Of(attendance, guest))),
            ];
        return new Part("deltagere", null, "Deltagere", null, content);
    }

    private Paragraph[] Quorum() => quorum is { IsMet: false }
        ? [new Paragraph($"Mødet var ikke beslutningsdygtigt: {quorum.Filled} af {quorum.Seats} pladser var besat, og mindst {quorum.Needed} skal være det.", ParagraphRole.Note)]
        : [];

    private Part Decisions()
    {
        List<IReadOnlyList<IReadOnlyList<Inline>>> rows = [.. agenda.Items.Select(item => Row(ItemLink(item), Wording.PublicTitle(item), State(item)))];
        return new Part(
            "beslutninger",
            null,
            "Beslutninger i overblik",
            null,
            rows.Count == 0 ? [] : [new Grid("Punkter og beslutninger", [[new Run("Punkt")], [new Run("Titel")], [new Run("Beslutning")]], rows)]);
    }

    private IEnumerable<Part> FollowUps()
    {
        // What a closed item asked somebody to do is as closed as the item.
        List<IReadOnlyList<IReadOnlyList<Inline>>> rows =
        [
            .. agenda.Items.Where(item => !item.Confidential && item.Status != ItemStatus.Withdrawn).SelectMany(item =>
                (item.Decision?.Actions ?? []).Select(action => (IReadOnlyList<IReadOnlyList<Inline>>)
                    [[ItemLink(item)], [new Run(action.Task)], [new Run(people.Owner(action))], [new Run(Deadline(action))]])),
        ];
        return rows.Count == 0
            ? []
            : [new Part("opfoelgning", null, "Opfølgning", null, [new Grid("Opgaver, ansvarlige og frister", [[new Run("Punkt")], [new Run("Opgave")], [new Run("Ansvarlig")], [new Run("Frist")]], rows)])];
    }

    /// <summary>»den 1. december 2026«, or that none was set.</summary>
    public static string Deadline(ActionPoint action) => action.Deadline is { } date ? Danish.Date(date) : "ikke fastsat";

    private static string State(Item item) => item switch
    {
        { Status: ItemStatus.Withdrawn } => ItemPart.Withdrawn,
        { Confidential: true } => "Ikke offentlig",
        { Decision: { } decision } => OutcomeWords.Of(decision),
        _ => "Afventer",
    };

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(Link item, params string[] cells) => [[item], .. cells.Select(cell => (IReadOnlyList<Inline>)[new Run(cell)])];

    private static Link ItemLink(Item item) => new(item.Number ?? item.Id, "#" + ItemPart.Anchor(item));

    private static IEnumerable<Block> Group(string title, IEnumerable<string> names)
    {
        List<IReadOnlyList<Block>> entries = [.. names.Select(name => (IReadOnlyList<Block>)[new Paragraph(name)])];
        return entries.Count == 0 ? [] : [new Heading(1, title), new Listing(ListStyle.Names, entries)];
    }
}
