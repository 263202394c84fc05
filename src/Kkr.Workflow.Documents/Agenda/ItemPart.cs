using System.Globalization;
using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Agenda;

/// <summary>Sections and items as agenda and minutes show them alike. A confidential item keeps its number and nothing else.</summary>
internal sealed class ItemPart(Council council, Meeting meeting)
{
    public const string Withdrawn = "Trukket tilbage";

    private readonly ItemText texts = new(new ContactData(council.Secretariat.Email));

    /// <summary>The sections in order, empty ones too: their heading is part of the agenda.</summary>
    public IEnumerable<Part> Sections(NumberedAgenda agenda, Func<Item, IEnumerable<Block>> decision) =>
        agenda.Sections.Select(section => new Part(
            string.Create(CultureInfo.InvariantCulture, $"afsnit-{section.Number}"),
            string.Create(CultureInfo.InvariantCulture, $"{section.Number}."),
            section.Title,
            null,
            [.. section.Items.Select(item => One(item, decision))]));

    /// <summary>One item by itself.</summary>
    public Part Alone(Item item, Func<Item, IEnumerable<Block>> decision) => One(item, decision);

    /// <summary>The text of a decision or an item's part, as blocks.</summary>
    public IReadOnlyList<Block> Text(string? text) => texts.Parse(text);

    /// <summary>Where an item is found within the page.</summary>
    public static string Anchor(Item item) => "punkt-" + (item.Number ?? item.Id).Replace('.', '-');

    private Part One(Item item, Func<Item, IEnumerable<Block>> decision)
    {
        bool withdrawn = item.Status == ItemStatus.Withdrawn;
        IEnumerable<Block> content = (withdrawn, item.Confidential) switch
        {
            (true, _) => [new Paragraph("Punktet er trukket tilbage. Nummereringen af de øvrige punkter er ikke ændret.", ParagraphRole.Note)],
            (_, true) => [new Paragraph("Punktet er fortroligt, og indholdet er ikke offentligt.", ParagraphRole.Note), .. decision(item)],
            _ => [.. Case(item), .. decision(item)],
        };
        return new Part(Anchor(item), item.Number is null ? null : item.Number + ".", Wording.PublicTitle(item), withdrawn ? Withdrawn : null, [.. content]);
    }

    private IEnumerable<Block> Case(Item item)
    {
        string line = Wording.OneLine($"{item.CaseId} {string.Join(" / ", item.CaseHandlers)}");
        if (line.Length > 0)
        {
            yield return new Paragraph(line, ParagraphRole.CaseLine);
        }

        // After the freeze an item comes only by a supplementary agenda, and why it could not wait is printed with it.
        if (item is { IsLate: true, Status: ItemStatus.Frozen or ItemStatus.Decided, Reason: { Length: > 0 } reason })
        {
            yield return new Paragraph($"Punktet er optaget på en tillægsdagsorden. Begrundelse: {Wording.WithoutStop(reason)}.", ParagraphRole.Note);
        }
        else if (item.IsLate)
        {
            yield return new Paragraph("Punktet er modtaget efter fristen.", ParagraphRole.Note);
        }

        if (AgendaRules.IsReservation(item))
        {
            yield return new Paragraph("Emnet er reserveret i årshjulet. Det falder bort, hvis der ikke kommer et punkt til det.", ParagraphRole.Note);
        }

        if (ItemRules.WrittenOutcome(item, council.TimeZone) is { } outcome)
        {
            yield return new Paragraph(outcome, ParagraphRole.Note);
        }

        foreach ((string title, IReadOnlyList<Block> text) in new[]
        {
            ("Baggrund", Text(item.Background)),
            ("Indstilling", Text(item.Recommendation)),
            ("Sagsfremstilling", Text(item.Presentation)),
            ("Oplæg", Presenters(item)),
            ("Bilag", Attachments(item)),
        })
        {
            if (text.Count > 0)
            {
                yield return new Heading(1, title);
                foreach (Block block in text)
                {
                    yield return block;
                }
            }
        }
    }

    private Block[] Presenters(Item item) =>
        item.Presenters.Count == 0
            ? []
            : [new Listing(ListStyle.Names, [.. item.Presenters.Select(presenter => (IReadOnlyList<Block>)[new Paragraph(Presenter(presenter))])])];

    // A slot that the meeting was moved away from is no longer true of anybody.
    private string Presenter(Presenter presenter) =>
        presenter.Name
        + (presenter.Title is null ? "" : ", " + presenter.Title)
        + (presenter.From is { } from && PresenterRules.Fits(presenter, meeting) ? $", fra kl. {Danish.Time(from)}" : "")
        + (presenter.Minutes is { } minutes ? string.Create(CultureInfo.InvariantCulture, $" ({Danish.Count(minutes, "minut", "minutter")})") : "");

    private Block[] Attachments(Item item) =>
        item.Attachments.Count == 0
            ? []
            : [new Listing(ListStyle.Attachments, [.. item.Attachments.Select(a => (IReadOnlyList<Block>)[new Paragraph([new Link(a.Name, Address(meeting, a)), new Run($" ({Size(a.Length)})")])])])];

    /// <summary>Documents of a meeting are found beside each other, so a relative address leads to them wherever they are served or copied.</summary>
    public static string Address(Meeting meeting, Attachment attachment)
    {
        string[] path = attachment.Path.Split('/');
        IEnumerable<string> relative = path.Length > 2 && path[0] == meeting.Key.Council
            ? path[1] == meeting.Key.Meeting ? path[2..] : ["..", "..", path[1], "documents", .. path[2..]]
            : path;
        return string.Join('/', relative.Select(segment => segment == ".." ? segment : Uri.EscapeDataString(segment)));
    }

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} byte"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{(bytes + 1023) / 1024} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB").Replace('.', ','),
    };
}
