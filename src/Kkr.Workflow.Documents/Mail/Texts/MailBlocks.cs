using System.Collections.Concurrent;
using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>A block of a mail that a council may write anew.</summary>
/// <param name="Name">Its name within the mail.</param>
/// <param name="Standard">The standard text, written as a council would write it.</param>
/// <param name="IsLine">True when it stays on one line and takes no links.</param>
/// <param name="MaxLength">The longest text, in characters.</param>
public sealed record MailBlock(string Name, string Standard, bool IsLine, int MaxLength);

/// <summary>The blocks of each mail, and of the frame that they all stand in.</summary>
public static class MailBlocks
{
    /// <summary>The name of what every mail has: greeting, the way to the PDF, closing and signature.</summary>
    public const string Frame = "frame";

    /// <summary>The subject line.</summary>
    public const string Subject = "subject";

    /// <summary>The sentence beside the subject in a list of mails.</summary>
    public const string Preheader = "preheader";

    /// <summary>»Kære …«.</summary>
    public const string Greeting = "greeting";

    /// <summary>»Venlig hilsen«.</summary>
    public const string Closing = "closing";

    /// <summary>Who writes.</summary>
    public const string Signature = "signature";

    private const int LongestLine = 250;
    private const int LongestSignature = 400;
    private const int LongestBlock = 2000;

    private static readonly Dictionary<MailKind, string> Titles = new()
    {
        [MailKind.CallForItems] = "Indkaldelse af punkter",
        [MailKind.FirstReminder] = "Første påmindelse om punkter",
        [MailKind.SecondReminder] = "Sidste påmindelse om punkter",
        [MailKind.Acknowledgement] = "Kvittering for et punkt",
        [MailKind.ItemRejected] = "Et punkt kommer ikke på dagsordenen",
        [MailKind.LateItem] = "Et punkt kom efter fristen",
        [MailKind.ItemWithdrawn] = "Et punkt er trukket tilbage",
        [MailKind.NetworkDraft] = "Udkast til dagsorden til netværket",
        [MailKind.ChairmanshipDraft] = "Udkast til dagsorden til formandskabet",
        [MailKind.AgendaDispatch] = "Udsendelse af dagsorden",
        [MailKind.DayBefore] = "Dagen før mødet",
        [MailKind.MinutesDue] = "Referatet mangler",
        [MailKind.DraftMinutes] = "Udkast til referat",
        [MailKind.MinutesPublished] = "Referatet er offentliggjort",
        [MailKind.MinutesApproved] = "Referatet er godkendt",
        [MailKind.Rescheduled] = "Mødet er flyttet",
        [MailKind.Cancelled] = "Mødet er aflyst",
        [MailKind.FollowUp] = "Opfølgning på en opgave",
        [MailKind.Bounce] = "En e-mail kunne ikke leveres",
        [MailKind.CalendarFault] = "Kalenderen kunne ikke opdateres",
        [MailKind.CalendarNote] = "Nyt i kalenderen, som kun sekretariatet kan gøre noget ved",
        [MailKind.AgendaComments] = "Formandskabets bemærkninger",
        [MailKind.DeputyCalled] = "En stedfortræder indkaldes",
        [MailKind.DeputyCalledOff] = "En stedfortræder skal alligevel ikke møde",
        [MailKind.DeputyMissing] = "Der mangler en stedfortræder",
        [MailKind.MinutesComment] = "En bemærkning til referatet",
        [MailKind.MinutesCorrected] = "Referatet er rettet",
        [MailKind.MinutesHeldBack] = "Referatet venter på bilag",
        [MailKind.MinutesClosed] = "Referatet er lukket, fordi et punkt blev fortroligt",
        [MailKind.CommentsAnswered] = "Svar på formandskabets bemærkninger",
        [MailKind.SupplementaryAgenda] = "Tillægsdagsorden",
        [MailKind.AgendaHeld] = "Dagsordenen er ikke låst",
        [MailKind.DispatchOverdue] = "Dagsordenen er ikke udsendt i tide",
        [MailKind.DispatchIncomplete] = "Dagsordenen er ikke nået frem til alle",
        [MailKind.NextMeetingMissing] = "Næste møde er ikke planlagt",
        [MailKind.ReservationsDropped] = "Emner fra årshjulet faldt bort",
        [MailKind.ItemReturned] = "Et punkt mangler noget",
        [MailKind.ItemMoved] = "Et punkt er flyttet",
        [MailKind.ItemMerged] = "To punkter er lagt sammen",
        [MailKind.PresenterSlots] = "Oplæg passer ikke længere",
        [MailKind.WrittenProcedure] = "Skriftlig behandling",
        [MailKind.WrittenProcedureClosed] = "Skriftlig behandling er afsluttet",
        [MailKind.TextUnusable] = "En ændret tekst kan ikke bruges",
    };

    private static readonly Dictionary<string, MailKind> Kinds = Enum.GetValues<MailKind>().ToDictionary(NameOf, StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, IReadOnlyList<MailBlock>> Loaded = new(StringComparer.Ordinal);

    /// <summary>The names of all mails, and of the frame first.</summary>
    public static IReadOnlyList<string> Names { get; } = [Frame, .. Enum.GetValues<MailKind>().Select(NameOf)];

    /// <summary>The name of a mail, e.g. <c>callForItems</c>.</summary>
    public static string NameOf(MailKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>The mail of this name; null for the frame and for a name that nothing has.</summary>
    public static MailKind? KindOf(string name) => Kinds.TryGetValue(name, out MailKind kind) ? kind : null;

    /// <summary>What a mail is, in Danish.</summary>
    public static string TitleOf(string name) => KindOf(name) is { } kind ? Titles[kind] : "Fælles for alle e-mails";

    /// <summary>A mail's blocks in order; the frame's may be written for one mail alone as well.</summary>
    public static IReadOnlyList<MailBlock> Of(string name) => Loaded.GetOrAdd(name, Read);

    /// <summary>True for a block that stays within a line, or lines of one paragraph, and takes no links.</summary>
    internal static bool IsLine(string block) => block is Subject or Preheader or Greeting or Closing or Signature;

    private static IReadOnlyList<MailBlock> Read(string name)
    {
        TemplateSource? own = name == Frame ? null : TemplateSource.Load(Kinds[name].ToString());
        return
        [
            .. own is null ? Array.Empty<MailBlock>() : [Line(Subject, own.Head), Line(Preheader, own.Head)],
            Line(Greeting, FrameSource.Head),
            .. (own?.Blocks ?? []).Concat(FrameSource.Blocks).Select(block => new MailBlock(block.Name, StandardText.OfHtml(block.Html), IsLine: false, LongestBlock)),
            Line(Closing, FrameSource.Head),
            Line(Signature, FrameSource.Head),
        ];
    }

    private static MailBlock Line(string block, IReadOnlyDictionary<string, string> head) =>
        new(block, StandardText.OfLine(head[block]), block != Signature, block == Signature ? LongestSignature : LongestLine);
}
