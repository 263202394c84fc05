using System.Globalization;
using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Agenda;

/// <summary>One item of an agenda or of minutes as a document of its own, to be passed on or filed under its case.</summary>
public static class ItemExcerpt
{
    /// <summary>The item as the agenda has it. A confidential item shows its number and nothing else.</summary>
    /// <param name="council">Whose agenda it is.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="item">The item, with its number.</param>
    /// <param name="kind">The agenda's edition that the excerpt is taken from.</param>
    /// <param name="version">Its number within the meeting.</param>
    public static ComposedDocument OfAgenda(Council council, Meeting meeting, Item item, AgendaEditionKind kind, int version)
    {
        Part part = new ItemPart(council, meeting).Alone(Public(item, council), _ => []);
        bool draft = kind is AgendaEditionKind.NetworkDraft or AgendaEditionKind.ChairmanshipDraft;
        return Compose(council, meeting, item, version, part, "Uddrag af dagsorden", AgendaDocument.MarkOf(kind, council), "dagsorden", draft ? "udkast" : "");
    }

    /// <summary>The same for members alone: a confidential item with all it holds. Parameters as for <see cref="OfAgenda"/>.</summary>
    public static ComposedDocument OfAgendaForMembers(Council council, Meeting meeting, Item item, AgendaEditionKind kind, int version) =>
        MembersEdition.Of(OfAgenda(council, meeting, Opened(item), kind, version));

    /// <summary>The item as the minutes have it, with its decision. A confidential item shows its number and nothing else.</summary>
    /// <param name="council">Whose minutes they are.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="item">The item, with its number and decision.</param>
    /// <param name="kind">Draft, published or approved.</param>
    /// <param name="version">The edition's number within the meeting.</param>
    /// <param name="people">Who held which post on the day; names are printed, addresses never.</param>
    /// <param name="verdict">The later meeting's decision on these minutes, or null while there is none.</param>
    /// <param name="news">What is not in the meeting itself, as for the minutes; null when there is nothing.</param>
    public static ComposedDocument OfMinutes(
        Council council,
        Meeting meeting,
        Item item,
        MinutesEditionKind kind,
        int version,
        DirectoryBook people,
        MinutesVerdict? verdict,
        EditionNews? news = null)
    {
        var items = new ItemPart(council, meeting);
        var decisions = new DecisionText(items, new People(council, people, meeting.Date), news);
        Part part = items.Alone(Public(item, council), one => [decisions.On(one)]);
        return Compose(
            council, meeting, item, version, part, "Uddrag af referat", MinutesDocument.MarkOf(kind, verdict, items), "referat", MinutesDocument.StateInName(kind));
    }

    /// <summary>The same for members alone: a confidential item with its decision. Parameters as for <see cref="OfMinutes"/>.</summary>
    public static ComposedDocument OfMinutesForMembers(
        Council council,
        Meeting meeting,
        Item item,
        MinutesEditionKind kind,
        int version,
        DirectoryBook people,
        MinutesVerdict? verdict,
        EditionNews? news = null) =>
        MembersEdition.Of(OfMinutes(council, meeting, Opened(item), kind, version, people, verdict, news));

    private static ComposedDocument Compose(
        Council council, Meeting meeting, Item item, int version, Part part, string title, Mark? mark, string what, string state)
    {
        string number = item.Number ?? item.Id;
        IReadOnlyList<Fact> facts = MeetingHead.Facts(meeting, version);
        var page = new Page(
            title,
            council.Name,
            MeetingHead.Subtitle(meeting),
            [.. facts.SkipLast(1), new Fact("Punkt", number), facts[^1]],
            mark,
            [part],
            MeetingHead.Sender(council)) { IsExcerpt = true };
        string name = string.Create(CultureInfo.InvariantCulture, $"{what}-punkt-{number.Replace('.', '-')}");
        return new ComposedDocument(page, MeetingHead.FileName(name, meeting, state, version));
    }

    private static Item Public(Item item, Council council) => One(PublicAgenda.Of(Alone(item), council));

    private static Item Opened(Item item) => One(MembersEdition.Of(Alone(item)));

    private static NumberedAgenda Alone(Item item) => new([new AgendaSection(item.Section, "", [item])]);

    private static Item One(NumberedAgenda agenda) => agenda.Sections[0].Items[0];
}
