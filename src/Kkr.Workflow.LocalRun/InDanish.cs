using Kkr.Workflow.Domain;

namespace Kkr.Workflow.LocalRun;

/// <summary>How instants, mails and steps are written for people.</summary>
internal static class InDanish
{
    /// <summary>The zone in which the inbox and the player show instants.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>E.g. <c>tirsdag den 6. oktober 2026 kl. 9.00</c>.</summary>
    public static string Moment(DateTimeOffset instant)
    {
        DateTime local = Local(instant).DateTime;
        return $"{Day(DateOnly.FromDateTime(local))} kl. {Danish.Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>E.g. <c>tirsdag den 6. oktober 2026 kl. 9.30–12.30</c>.</summary>
    public static string Span(DateTime start, DateTime end) =>
        $"{Day(DateOnly.FromDateTime(start))} kl. {Danish.Span(TimeOnly.FromDateTime(start), TimeOnly.FromDateTime(end))}";

    /// <summary>E.g. <c>tirsdag den 6. oktober 2026</c>.</summary>
    public static string Day(DateOnly day) => Danish.DateWithWeekday(day);

    /// <summary>The Danish name of a mail, by its kind's name.</summary>
    public static string MailKind(string kind) => kind switch
    {
        "TextUnusable" => "Ændret tekst kan ikke bruges",
        "CallForItems" => "Indkaldelse af punkter",
        "FirstReminder" => "Påmindelse",
        "SecondReminder" => "Sidste påmindelse",
        "Acknowledgement" => "Kvittering for punkt",
        "ItemRejected" => "Afvist punkt",
        "LateItem" => "For sent modtaget punkt",
        "ItemWithdrawn" => "Punkt trukket tilbage",
        "NetworkDraft" => "Udkast til direktørnetværket",
        "ChairmanshipDraft" => "Udkast til formandskabet",
        "AgendaDispatch" => "Dagsorden",
        "DayBefore" => "I morgen er der møde",
        "MinutesDue" => "Referat mangler",
        "DraftMinutes" => "Udkast til referat",
        "MinutesPublished" => "Referat offentliggjort",
        "MinutesApproved" => "Referat godkendt",
        "Rescheduled" => "Møde flyttet",
        "Cancelled" => "Møde aflyst",
        "FollowUp" => "Opfølgning",
        "Bounce" => "Mail kunne ikke leveres",
        "AgendaComments" => "Bemærkninger til dagsordenen",
        "CalendarFault" => "Fejl i kalenderen",
        "CalendarNote" => "Nyt i kalenderen",
        "DeputyCalled" => "Stedfortræder indkaldt",
        "DeputyCalledOff" => "Stedfortræder afmeldt",
        "DeputyMissing" => "Stedfortræder mangler",
        "MinutesComment" => "Bemærkning til referatet",
        "MinutesCorrected" => "Rettet referat",
        "MinutesHeldBack" => "Referat venter på bilag",
        "MinutesClosed" => "Referat lukket",
        "ItemReturned" => "Punkt sendt retur",
        "ItemMoved" => "Punkt flyttet",
        "ItemMerged" => "Punkter lagt sammen",
        "PresenterSlots" => "Oplæg passer ikke til mødet",
        "WrittenProcedure" => "Til skriftlig behandling",
        "WrittenProcedureClosed" => "Skriftlig behandling afsluttet",
        "" => "Anden mail",
        _ => kind,
    };

    /// <summary>The Danish name of a step of the meeting's timeline, by its name in camelCase.</summary>
    public static string Step(string step) => step switch
    {
        "invitation" => "Mødet står i kalenderen",
        "call" => "Der indkaldes punkter",
        "firstReminder" => "Første påmindelse",
        "secondReminder" => "Sidste påmindelse",
        "itemDeadline" => "Fristen for punkter er nået",
        "networkDraft" => "Udkast til direktørnetværket",
        "chairmanshipDraft" => "Udkast til formandskabet",
        "freeze" => "Dagsordenen låses",
        "dispatch" => "Dagsordenen udsendes",
        "dayBefore" => "Dagen før mødet",
        "start" => "Mødet begynder",
        "minutesDue" => "Referatet burde være registreret",
        "draftMinutes" => "Udkast til referat udsendes",
        "commentsClose" => "Fristen for bemærkninger er nået",
        "publication" => "Referatet offentliggøres",
        "approval" => "Referatet er afgjort på næste møde",
        _ => step,
    };

    /// <summary>What happened to a mail or an event.</summary>
    public static string Change(string change) => change switch
    {
        "created" => "Indkaldt",
        "updated" => "Ændret",
        "cancelled" => "Aflyst",
        "answered" => "Besvaret",
        "deleted" => "Slettet",
        "delivered" => "Leveret",
        "bounce" => "Afvist af modtagerens server",
        "dropped" => "Ikke sendt: adressen er på SendGrids liste",
        "blocked" => "Stoppet af modtagerens server",
        "deferred" => "Forsinket af modtagerens server",
        "spamreport" => "Meldt som spam",
        _ => change,
    };
}
