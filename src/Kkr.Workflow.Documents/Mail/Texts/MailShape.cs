using System.Collections.Concurrent;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>The fields that may stand in one place: in the mail, or in the lines of a list.</summary>
/// <param name="Names">All of them.</param>
/// <param name="MayBeEmpty">Those that must stand behind <c>{hvis …}</c>.</param>
internal sealed record FieldScope(IReadOnlySet<string> Names, IReadOnlySet<string> MayBeEmpty);

/// <summary>
/// Which fields a mail has and which of them its readers need. It is read off the standard text: a field that the standard text asks about may be empty; what
/// it says in bold, where it leads, and what somebody has written are what the mail is for.
/// </summary>
internal sealed class MailShape
{
    private const string PdfSize = "pdf.størrelse";

    private static readonly string[] Everywhere =
        ["navn", "råd", "netværk", "sekretariat", "sekretariat.mail", "sekretariat.telefon", "møde.dato", "møde.tid", "møde.sted", "teamslink"];

    private static readonly string[] SometimesEmpty = ["møde.sted", "teamslink", "pdflink", PdfSize];

    /// <summary>What somebody has written, and what the reader is to act on.</summary>
    private static readonly string[] Substance =
        ["link", "begrundelse", "kommentar", "skriver", "svar", "bemærkning", "indstilling", "fejl", "beslutning", "teamslink", "pdflink", "hvem", "bilag", "problem"];

    private static readonly ConcurrentDictionary<string, MailShape> Known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, FieldScope> lists = new(StringComparer.Ordinal);

    private MailShape(string mail)
    {
        IReadOnlyList<MailBlock> blocks = MailBlocks.Of(mail);
        Markup[] body = [.. blocks.Where(block => !MailBlocks.IsLine(block.Name)).SelectMany(block => MarkupReader.Read(block.Standard, out _))];
        Markup[] all = [.. blocks.Where(block => MailBlocks.IsLine(block.Name)).SelectMany(block => MarkupReader.ReadInline(block.Standard, out _)), .. body];
        foreach (Markup.Each each in all.SelectMany(piece => piece.All()).OfType<Markup.Each>())
        {
            lists[each.Name] = ScopeOf(each.Inner, []);
        }

        FieldScope own = ScopeOf(all, Everywhere);
        Mail = own with { MayBeEmpty = new HashSet<string>([.. own.MayBeEmpty, .. SometimesEmpty], StringComparer.Ordinal) };
        IEnumerable<string> bold = body.SelectMany(piece => piece.All()).OfType<Markup.Bold>().SelectMany(piece => Named([piece]));
        string[] needed = [.. Named(body).Where(name => Substance.Contains(name, StringComparer.Ordinal) || lists.ContainsKey(name)).Concat(bold).Distinct(StringComparer.Ordinal)];
        HashSet<string> certain = Certain(body);
        Needed = new HashSet<string>(needed.Where(name => MailFieldNames.Of(name).Kind != MailFieldKind.Flag), StringComparer.Ordinal);
        NeededAlways = new HashSet<string>(Needed.Where(certain.Contains), StringComparer.Ordinal);
    }

    /// <summary>The mail's fields, its lists among them.</summary>
    public FieldScope Mail { get; }

    /// <summary>Fields that the body must name.</summary>
    public IReadOnlySet<string> Needed { get; }

    /// <summary>Those of them that may not be hidden behind a condition of another field.</summary>
    public IReadOnlySet<string> NeededAlways { get; }

    public static MailShape Of(string mail) => Known.GetOrAdd(mail, name => new MailShape(name));

    /// <summary>True when a field is filled wherever one of some others is.</summary>
    public static bool IsFilledWith(string name, IEnumerable<string> filled) => filled.Any(other => other == name || (name == PdfSize && other == "pdflink"));

    /// <summary>The fields of a list's lines, or null when it is no list.</summary>
    public FieldScope? ListOf(string name) => lists.GetValueOrDefault(name);

    /// <summary>Every field and list that some pieces name in what they say, inside conditions too.</summary>
    public static HashSet<string> Named(IEnumerable<Markup> pieces) => new(
        pieces.SelectMany(piece => piece.All()).Select(piece => piece switch { Markup.Field field => field.Name, Markup.Each each => each.Name, _ => "" }).Where(name => name.Length > 0),
        StringComparer.Ordinal);

    /// <summary>What some pieces say whichever conditions hold; a field behind a condition on itself counts.</summary>
    public static HashSet<string> Certain(IEnumerable<Markup> pieces)
    {
        HashSet<string> certain = new(StringComparer.Ordinal);
        foreach (Markup piece in pieces)
        {
            certain.UnionWith(piece switch
            {
                Markup.Field field => [field.Name],
                Markup.Bold bold => Certain(bold.Inner),
                Markup.Paragraph paragraph => Certain(paragraph.Inner),
                Markup.Point point => Certain(point.Inner),
                Markup.Each each => [each.Name],
                Markup.Choice choice => OfChoice(choice),
                _ => [],
            });
        }

        return certain;
    }

    private static HashSet<string> OfChoice(Markup.Choice choice)
    {
        HashSet<string> filled = Certain(choice.WhenFilled);
        HashSet<string> both = new(filled, StringComparer.Ordinal);
        both.IntersectWith(Certain(choice.WhenEmpty));
        if (filled.Contains(choice.Name))
        {
            both.Add(choice.Name);
        }

        return both;
    }

    private static FieldScope ScopeOf(IEnumerable<Markup> pieces, IReadOnlyList<string> further)
    {
        List<Markup> own = [.. pieces.SelectMany(Outside)];
        HashSet<string> printed = new(own.OfType<Markup.Field>().Select(field => field.Name), StringComparer.Ordinal);
        HashSet<string> asked = new(own.OfType<Markup.Choice>().Select(choice => choice.Name), StringComparer.Ordinal);
        return new(
            new HashSet<string>([.. printed, .. asked, .. own.OfType<Markup.Each>().Select(each => each.Name), .. further], StringComparer.Ordinal),
            new HashSet<string>(printed.Where(asked.Contains), StringComparer.Ordinal));
    }

    /// <summary>A piece and what is in it, but not the lines of a list.</summary>
    private static IEnumerable<Markup> Outside(Markup piece) => piece switch
    {
        Markup.Each => [piece],
        Markup.Bold bold => bold.Inner.SelectMany(Outside),
        Markup.Paragraph paragraph => paragraph.Inner.SelectMany(Outside),
        Markup.Point point => point.Inner.SelectMany(Outside),
        Markup.Choice choice => choice.WhenFilled.Concat(choice.WhenEmpty).SelectMany(Outside).Prepend(piece),
        _ => [piece],
    };
}
