using System.Globalization;
using System.Text;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Benchmarks.Documents;

/// <summary>An agenda as long as one asks for, with the prose, lists and tables that agendas have: 60 items make some 200 pages with 40 tables.</summary>
internal sealed class LongAgenda
{
    private const int Paragraphs = 12;

    private static readonly string[] Words =
        ("kommunerne i kystområdet har siden foråret arbejdet med en fælles plan for uddannelse af medarbejdere til ældreplejen og sundhedsområdet hvor "
        + "dimensionering rekruttering og fastholdelse hænger sammen med den demografiske udvikling i de enkelte kommuner der er tale om en flerårig aftale "
        + "som forudsætter tværkommunalt samarbejde og en fælles finansieringsmodel på tværs af forvaltningsområder sekretariatet vurderer at økonomien kan "
        + "holdes inden for den afsatte ramme men at der er behov for løbende opfølgning").Split(' ');

    private readonly Council _council = new()
    {
        Id = "kystland",
        Name = "KKR Kystland",
        NetworkName = "Direktørkredsen",
        Secretariat = new Secretariat("Sekretariatet", "kkr@kystland.example", "+45 7000 0000"),
        Municipalities = [new Municipality("9001", "Fjordby")],
    };

    private readonly Meeting _meeting = new()
    {
        Key = new MeetingKey("kystland", "2026-5"),
        Date = new DateOnly(2026, 11, 17),
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Venue("Fjordby Rådhus", "Havnegade 4, 9999 Fjordby"),
    };

    private readonly NumberedAgenda _agenda;

    /// <summary>Makes up the items' texts, as they would have come from the store.</summary>
    public LongAgenda(int items)
    {
        Random random = new(items);
        _agenda = new NumberedAgenda(
        [
            .. _council.Sections.Select((title, index) => new AgendaSection(
                index + 1, title, index == 2 ? [.. Enumerable.Range(1, items).Select(number => One(random, number))] : [])),
        ]);
    }

    /// <summary>The document, its items' texts read and all.</summary>
    public ComposedDocument Compose() => AgendaDocument.Compose(_council, _meeting, _agenda, AgendaEditionKind.Frozen, 1);

    /// <summary>The meeting as one file, an attachment behind each of its first items.</summary>
    public RenderedDocument Whole(IReadOnlyList<byte[]> attachments)
    {
        ComposedDocument document = Compose();
        IEnumerable<AttachedFile> files = WholeMeeting.Files(document, _meeting, _agenda).Zip(attachments, (file, content) => file with { Content = content });
        return WholeMeeting.Render(document, _meeting, [.. files]);
    }

    private static Item One(Random random, int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"2026-5-{number}"),
        Council = "kystland",
        Meeting = "2026-5",
        Number = string.Create(CultureInfo.InvariantCulture, $"3.{number}"),
        Section = 3,
        Title = Sentence(random, 9),
        Status = ItemStatus.Frozen,
        CaseId = "SAG-2026-00100",
        CaseHandlers = ["abc", "def"],
        Background = Prose(random, 3),
        Recommendation = $"Det indstilles, at KKR Kystland\n- {Sentence(random, 12)}\n- {Sentence(random, 15)}",
        Presentation = Presentation(random, hasTable: number % 3 != 0),
        Attachments = [new Attachment("Notat.pdf", "application/pdf", 250_000, "00", $"kystland/2026-5/{number}-Notat.pdf")],
    };

    private static string Presentation(Random random, bool hasTable)
    {
        StringBuilder text = new();
        for (int i = 0; i < Paragraphs; i++)
        {
            text.Append(i % 4 == 0 ? $"## {Sentence(random, 4)}\n\n" : "").Append(Prose(random, 1)).Append("\n\n");
            if (i % 5 == 2)
            {
                text.Append("Det omfatter:\n").Append(string.Concat(Enumerable.Range(0, 4).Select(_ => $"- {Sentence(random, 14)}\n"))).Append('\n');
            }
        }

        if (hasTable)
        {
            text.Append("| Kommune | 2026 | 2027 | Bemærkning |\n|---|---|---|---|\n");
            for (int row = 0; row < 12; row++)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Sentence(random, 1)} | {random.Next(1000)} | {random.Next(1000)} | {Sentence(random, 6)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Prose(Random random, int paragraphs) =>
        string.Join("\n\n", Enumerable.Range(0, paragraphs).Select(_ => string.Join(' ', Enumerable.Range(0, 4).Select(_ => Sentence(random, 16) + "."))));

    private static string Sentence(Random random, int words)
    {
        string text = string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
