using System.Text.RegularExpressions;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>What the system does, as sentences: who gets what.</summary>
internal static partial class Sentences
{
    private const string Readers = "medlemmer og direktører";

    /// <summary>Mails of one kind about one meeting that were sent together.</summary>
    public static string Of(IReadOnlyList<Mail> mails, Stage stage)
    {
        Mail first = mails[0];
        string one = first.To[0].Name ?? first.To[0].Email;
        string who = mails.Count > 3 ? $"{mails.Count} modtagere" : People(mails);
        string matter = Quoted().Match(first.Subject) is { Success: true } quoted ? $"»{quoted.Groups["title"].Value}«" : "punktet";
        return first.About.Kind switch
        {
            "CallForItems" when mails.Count == 1 => $"{one} bliver spurgt, om kommunen har punkter til dagsordenen.",
            "CallForItems" => $"{Asked(mails, stage)} bliver spurgt, om de har punkter til dagsordenen.",
            "FirstReminder" => $"{Asked(mails, stage)} bliver mindet om fristen for punkter.",
            "SecondReminder" => $"Sidste påmindelse går til {(mails.Count == 1 ? "den" : "dem")}, der ikke har svaret: {Danish.List(Bodies(mails, stage))}.",
            "Acknowledgement" => $"{who} får kvittering for {matter}.",
            "LateItem" => $"{who} får besked om, at {matter} kom efter fristen, og at formandskabet afgør sagen.",
            "ItemRejected" => $"{who} får besked om, at {matter} ikke kommer på dagsordenen.",
            "ItemWithdrawn" => $"{who} får besked om, at {matter} er trukket tilbage.",
            "ItemMoved" => $"{who} får besked om, hvor {matter} er flyttet hen.",
            "NetworkDraft" => $"{stage.Scenario.Council.NetworkName} får udkastet til dagsorden.",
            "ChairmanshipDraft" => $"{who} får udkastet til dagsorden til godkendelse.",
            "AgendaComments" => $"{who} får bemærkningerne til dagsordenen.",
            "CommentsAnswered" => $"{who} får svaret på bemærkningerne.",
            "AgendaDispatch" => $"Dagsordenen går ud til {mails.Count} medlemmer, stedfortrædere og direktører.",
            "SupplementaryAgenda" => $"Tillægsdagsordenen går ud til {mails.Count} medlemmer, stedfortrædere og direktører.",
            "ReservationsDropped" => $"{who} får besked om, hvilke emner fra årshjulet der ikke blev til noget.",
            "WrittenProcedure" => $"{who} bliver bedt om at svare skriftligt.",
            "WrittenProcedureClosed" => $"{who} får besked om, hvad formandskabet svarede om {matter}.",
            "DeputyCalled" => $"{who} bliver indkaldt som stedfortræder.",
            "DayBefore" => $"{mails.Count} deltagere bliver mindet om mødet i morgen.",
            "MinutesDue" => $"Referatet mangler stadig. {who} får en alarm.",
            "DraftMinutes" => $"Udkastet til referat går til {mails.Count} {Readers}.",
            "MinutesComment" => $"{who} får bemærkningen til referatet.",
            "MinutesHeldBack" => $"Referatet bliver ikke offentliggjort, før det lovede bilag er kommet. {who} får besked.",
            "MinutesClosed" => $"Referatet er lukket for offentligheden, fordi et punkt er blevet fortroligt. {who} får besked.",
            "MinutesPublished" => $"Referatet er offentliggjort, endnu ikke godkendt. {mails.Count} {Readers} får besked.",
            "MinutesApproved" => $"Referatet er godkendt, og den endelige udgave erstatter den tidligere. {mails.Count} {Readers} får besked.",
            "Rescheduled" => $"{mails.Count} indbudte får besked om den nye dato og de nye frister.",
            "Cancelled" => $"{mails.Count} indbudte får besked om, at mødet er aflyst.",
            "FollowUp" => $"{who} bliver mindet om opgaven {matter}.",
            "Bounce" => $"{who} får besked om, at en mail ikke kunne leveres.",
            "NextMeetingMissing" => $"{who} bliver mindet om, at der ikke er planlagt et næste møde.",
            _ => $"{who} får mailen »{first.Subject}«.",
        };
    }

    /// <summary>A version of a meeting's calendar event; null when it changes nothing that its readers would notice.</summary>
    public static string? Of(EventVersion version, EventVersion? before)
    {
        string when = CalendarPages.When(version);
        if (version.Resource["onlineMeeting"] is null)
        {
            // A presenter's slot; of deadlines in calendars nobody needs to be told.
            return version.Change == "created" && CalendarPages.Attendees(version).ToList() is [var (guest, _)]
                ? $"{guest.Name ?? guest.Email} bliver indkaldt til sit oplæg, {when}."
                : CalendarText.Answer(version);
        }

        return version.Change switch
        {
            "created" => $"{CalendarPages.Attendees(version).Count()} deltagere får en kalenderindkaldelse til {when}.",
            "cancelled" => $"Kalenderindkaldelsen til {when} bliver aflyst.",
            "updated" when before is not null && CalendarPages.When(before) != when => $"Alles kalenderindkaldelse flytter med, nu til {when}.",
            "updated" => null,
            "answered" => CalendarText.Answer(version),
            _ => $"Kalenderindkaldelsen til {when} bliver slettet.",
        };
    }

    /// <summary>What a step means to those whom it concerns; its mails, where it sends any, say the rest.</summary>
    public static string? Of(string step) => step switch
    {
        "invitation" => null,
        "call" => "Der indkaldes punkter.",
        "itemDeadline" => "Fristen for punkter er nået.",
        "freeze" => "Dagsordenen bliver låst: Numrene ligger fast.",
        "dispatch" => "Dagsordenen sendes ud.",
        "start" => "Mødet begynder.",
        "commentsClose" => "Fristen for bemærkninger til referatet er nået.",
        "publication" => "Referatet bliver offentliggjort.",
        "approval" => "Et senere møde har afgjort referatet.",
        _ => $"{InDanish.Step(step)}.",
    };

    /// <summary>The mails that a step sends, by their kind.</summary>
    public static string? MailsOf(string step) => step switch
    {
        "call" => "CallForItems",
        "firstReminder" => "FirstReminder",
        "secondReminder" => "SecondReminder",
        "networkDraft" => "NetworkDraft",
        "chairmanshipDraft" => "ChairmanshipDraft",
        "dispatch" => "AgendaDispatch",
        "dayBefore" => "DayBefore",
        "minutesDue" => "MinutesDue",
        "draftMinutes" => "DraftMinutes",
        "publication" => "MinutesPublished",
        "approval" => "MinutesApproved",
        _ => null,
    };

    /// <summary>A meeting's chapter begins with its call for items; a constituent meeting has none, and begins with the invitation.</summary>
    public static bool OpensChapter(string step, MeetingKind kind) => kind switch
    {
        MeetingKind.Extraordinary => false,
        MeetingKind.Constituent => step == "invitation",
        _ => step == "call",
    };

    /// <summary>The directors by their number, and by name whoever else is asked.</summary>
    private static string Asked(IReadOnlyList<Mail> mails, Stage stage)
    {
        int directors = mails.Count(mail => PostOf(mail, stage)?.Municipality is not null);
        string[] others = [.. mails.Where(mail => PostOf(mail, stage)?.Municipality is null).Select(mail => Body(mail, stage))];
        return Danish.List([$"{directors} kommunaldirektører", .. others]);
    }

    private static string[] Bodies(IReadOnlyList<Mail> mails, Stage stage) =>
        [.. mails.Select(mail => Body(mail, stage)).Order(StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("da-DK"), ignoreCase: false))];

    private static string Body(Mail mail, Stage stage) => PostOf(mail, stage) switch
    {
        { Municipality: { } code } => stage.Scenario.Council.Municipalities.FirstOrDefault(known => known.Code == code)?.Name ?? code,
        { Kind: PostKind.Network } => stage.Scenario.Council.NetworkName,
        _ => mail.To[0].Name ?? mail.To[0].Email,
    };

    private static Post? PostOf(Mail mail, Stage stage) => stage.Directory.Posts.FirstOrDefault(post => post.Id == mail.About.Post);

    private static string People(IReadOnlyList<Mail> mails) => Danish.List([.. mails.Select(mail => mail.To[0].Name ?? mail.To[0].Email).Distinct()]);

    [GeneratedRegex("\"(?<title>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
