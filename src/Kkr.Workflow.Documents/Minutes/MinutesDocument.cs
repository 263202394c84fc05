using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>The minutes as everybody may read them: the agenda with attendance, decisions and follow-ups.</summary>
public static class MinutesDocument
{
    /// <summary>Renders one edition as a self-contained HTML page.</summary>
    /// <param name="council">Whose minutes they are.</param>
    /// <param name="meeting">The meeting, with its attendance.</param>
    /// <param name="agenda">Sections and numbered items with their decisions. Confidential items are shown as »Lukket punkt«.</param>
    /// <param name="kind">Draft, published or approved.</param>
    /// <param name="version">1, 2, … within the meeting.</param>
    /// <param name="people">Who held which post on the day; names are printed, addresses never.</param>
    /// <param name="verdict">The later meeting's decision on these minutes, or null while there is none.</param>
    public static RenderedDocument Render(
        Council council, Meeting meeting, NumberedAgenda agenda, MinutesEditionKind kind, int version, DirectoryBook people, MinutesVerdict? verdict) =>
        Compose(council, meeting, agenda, kind, version, people, verdict).Render(FileFormat.Html);

    /// <summary>What one edition says, for every format; parameters as for <see cref="Render"/>.</summary>
    public static ComposedDocument Compose(
        Council council, Meeting meeting, NumberedAgenda agenda, MinutesEditionKind kind, int version, DirectoryBook people, MinutesVerdict? verdict)
    {
        agenda = PublicAgenda.Of(agenda, council);
        var names = new People(council, people, meeting.Date);
        var items = new ItemPart(council, meeting);
        var page = new Page(
            "Referat",
            council.Name,
            MeetingHead.Subtitle(meeting),
            MeetingHead.Facts(meeting, version),
            MarkOf(kind, verdict, items),
            [.. new Overview(meeting, agenda, names).Parts(), .. items.Sections(agenda, item => [DecisionOn(item, items, names)])],
            MeetingHead.Sender(council));
        string state = kind switch
        {
            MinutesEditionKind.Draft => "udkast",
            MinutesEditionKind.Approved => "godkendt",
            _ => "",
        };
        return new ComposedDocument(page, MeetingHead.FileName("referat", meeting, state, version));
    }

    private static DecisionBox DecisionOn(Item item, ItemPart items, People names)
    {
        const string Title = "Beslutning";
        if (item.Confidential)
        {
            return new DecisionBox(Title, [new Paragraph("Beslutningen er ikke offentlig.", ParagraphRole.Note)]);
        }

        if (item.Decision is not { } decision)
        {
            return new DecisionBox(Title, [new Paragraph("Beslutningen er endnu ikke registreret.", ParagraphRole.Note)]);
        }

        List<Block> content = [.. items.Text(decision.Text)];
        if (decision.Amendment is { } amendment)
        {
            content.Add(new Heading(1, "Ændring"));
            content.AddRange(items.Text(amendment));
        }

        if (decision.Actions.Count > 0)
        {
            content.Add(new Heading(1, "Opfølgning"));
            content.Add(new Listing(ListStyle.Bullets, [.. decision.Actions.Select(action => Action(action, names))]));
        }

        return new DecisionBox(Title, content);
    }

    private static IReadOnlyList<Block> Action(ActionPoint action, People names) =>
        [new Paragraph($"{action.Task}. Ansvarlig: {names.Owner(action.OwnerPost)}. Frist: {Overview.Deadline(action)}.")];

    private static Mark MarkOf(MinutesEditionKind kind, MinutesVerdict? verdict, ItemPart items) => (kind, verdict) switch
    {
        (MinutesEditionKind.Draft, _) => new Mark(
            MarkKind.Draft, "Udkast", [new Paragraph("Sendt til kommentering. Referatet kan blive ændret.")]),
        (MinutesEditionKind.Approved, { Kind: MinutesVerdictKind.ApprovedWithAmendment }) => new Mark(
            MarkKind.Approved,
            "Godkendt med ændring",
            [
                new Paragraph($"Referatet er godkendt på mødet den {Danish.Date(verdict.OnDate)} med denne ændring:"),
                .. items.Text(verdict.Amendment),
            ]),
        (MinutesEditionKind.Approved, { } approved) => new Mark(
            MarkKind.Approved, "Godkendt", [new Paragraph($"Referatet er godkendt på mødet den {Danish.Date(approved.OnDate)}.")]),
        (MinutesEditionKind.Approved, null) => new Mark(MarkKind.Approved, "Godkendt", [new Paragraph("Referatet er godkendt.")]),
        (_, { Kind: MinutesVerdictKind.NotApproved } refused) => new Mark(
            MarkKind.NotApproved,
            "Endnu ikke godkendt",
            [new Paragraph($"Mødet den {Danish.Date(refused.OnDate)} godkendte ikke referatet. Det forelægges igen på et kommende møde.")]),
        _ => new Mark(
            MarkKind.NotApproved, "Endnu ikke godkendt", [new Paragraph("Referatet forelægges til godkendelse på næste møde.")]),
    };
}
