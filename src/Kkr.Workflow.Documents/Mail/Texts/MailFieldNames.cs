using System.Collections.Frozen;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>What a field may be used for.</summary>
public enum MailFieldKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>An address on the web, which becomes a link.</summary>
    Link,

    /// <summary>A mail address, which becomes a link.</summary>
    Email,

    /// <summary>Holds or does not; only for <c>{hvis …}</c>.</summary>
    Flag,

    /// <summary>Several; only for <c>{for hver …}</c>.</summary>
    List,
}

/// <summary>A field as people write it in a text.</summary>
/// <param name="Key">What the templates call it.</param>
/// <param name="Name">What a text calls it, in braces, e.g. <c>møde.dato</c>.</param>
/// <param name="Kind">What it may be used for.</param>
/// <param name="Meaning">What it is filled with, in Danish.</param>
internal sealed record MailField(string Key, string Name, MailFieldKind Kind, string Meaning)
{
    /// <summary>What a link says in HTML where a text names it without words; the text part has its address alone.</summary>
    public string Label { get; init; } = "";
}

/// <summary>Every field of every mail. A field means the same wherever it stands.</summary>
internal static class MailFieldNames
{
    /// <summary>The link to what the reader is to do.</summary>
    public const string Link = "link";

    private static readonly MailField[] Fields =
    [
        new("name", "navn", MailFieldKind.Text, "Modtagerens navn"),
        new("link", "link", MailFieldKind.Link, "Linket til den side, e-mailen handler om; en knap, når det står alene på sin linje") { Label = "Åbn siden" },
        new("pdfLink", "pdflink", MailFieldKind.Link, "Linket til dokumentet som PDF; tomt, når e-mailen ikke fører til et dokument") { Label = "Hent som PDF" },
        new("pdfSize", "pdf.størrelse", MailFieldKind.Text, "Hvor stor PDF-filen er, fx »182 kB«"),
        new("teamsLink", "teamslink", MailFieldKind.Link, "Linket til Teams-mødet") { Label = "Deltag via Teams" },
        new("council", "råd", MailFieldKind.Text, "Rådets navn"),
        new("network", "netværk", MailFieldKind.Text, "Navnet på direktørernes netværk"),
        new("secretariat", "sekretariat", MailFieldKind.Text, "Sekretariatets navn"),
        new("secretariatEmail", "sekretariat.mail", MailFieldKind.Email, "Sekretariatets e-mailadresse"),
        new("secretariatPhone", "sekretariat.telefon", MailFieldKind.Text, "Sekretariatets telefonnummer"),
        new("meetingDate", "møde.dato", MailFieldKind.Text, "Mødets dato"),
        new("startTime", "møde.tid", MailFieldKind.Text, "Hvornår mødet begynder"),
        new("endTime", "møde.sluttid", MailFieldKind.Text, "Hvornår mødet slutter"),
        new("place", "møde.sted", MailFieldKind.Text, "Mødets sted; tomt, når mødet holdes virtuelt"),
        new("itemDeadlineDate", "frist.dato", MailFieldKind.Text, "Datoen for fristen for punkter"),
        new("itemDeadlineTime", "frist.tid", MailFieldKind.Text, "Klokkeslættet for fristen for punkter"),
        new("body", "kommune", MailFieldKind.Text, "Kommunen eller netværket, der spørges"),
        new("isMunicipality", "er.kommune", MailFieldKind.Flag, "Det er en kommune, der spørges"),
        new("items", "antal.punkter", MailFieldKind.Text, "Hvor mange punkter, fx »2 punkter«; tomt, når der ingen er"),
        new("title", "punkt.titel", MailFieldKind.Text, "Punktets titel, som den må vises"),
        new("number", "punkt.nr", MailFieldKind.Text, "Punktets nummer på dagsordenen"),
        new("id", "punkt.id", MailFieldKind.Text, "Nummeret, punktet er registreret under"),
        new("confidential", "punkt.fortroligt", MailFieldKind.Flag, "Punktet er fortroligt"),
        new("reason", "begrundelse", MailFieldKind.Text, "Begrundelsen"),
        new("comment", "kommentar", MailFieldKind.Text, "Sekretariatets kommentar til punktet"),
        new("comments", "skriver", MailFieldKind.Text, "Det, der er skrevet"),
        new("writer", "skrevet.af", MailFieldKind.Text, "Hvem der har skrevet"),
        new("answer", "svar", MailFieldKind.Text, "Sekretariatets svar"),
        new("withNewDraft", "nyt.udkast", MailFieldKind.Flag, "Der følger et nyt udkast med"),
        new("needsApproval", "kræver.godkendelse", MailFieldKind.Flag, "Dagsordenen udsendes først, når den er godkendt"),
        new("freezeDate", "låses.dato", MailFieldKind.Text, "Datoen, hvor dagsordenen låses"),
        new("freezeTime", "låses.tid", MailFieldKind.Text, "Klokkeslættet, hvor dagsordenen låses"),
        new("byComments", "bemærkninger.venter", MailFieldKind.Flag, "Formandskabets bemærkninger venter på svar"),
        new("latestDispatch", "seneste.udsendelse", MailFieldKind.Text, "Seneste dag for udsendelse"),
        new("isLate", "for.sent", MailFieldKind.Flag, "Seneste dag for udsendelse er passeret"),
        new("inDoubt", "i.tvivl", MailFieldKind.Flag, "Det vides ikke, om e-mailen blev afsendt"),
        new("isSpam", "meldt.som.spam", MailFieldKind.Flag, "Modtageren har meldt e-mailen som spam"),
        new("isFailure", "ikke.leveret", MailFieldKind.Flag, "E-mailen nåede ikke frem"),
        new("whatHappened", "hvad.skete", MailFieldKind.Text, "Hvad der skete, fx »blev afvist«"),
        new("advice", "anbefaling", MailFieldKind.Text, "Hvad der bør gøres, før der sendes igen; tom, når adressen skal rettes"),
        new("recipient", "modtager", MailFieldKind.Text, "Hvem e-mailen var til"),
        new("municipality", "modtager.kommune", MailFieldKind.Text, "Modtagerens kommune"),
        new("bouncedSubject", "mail.emne", MailFieldKind.Text, "Emnet på den e-mail, det handler om"),
        new("bouncedDate", "afvist.dato", MailFieldKind.Text, "Datoen, hvor e-mailen blev afvist"),
        new("bouncedTime", "afvist.tid", MailFieldKind.Text, "Klokkeslættet, hvor e-mailen blev afvist"),
        new("error", "fejl", MailFieldKind.Text, "Fejlen, som den er meldt"),
        new("arePaused", "påmindelser.på.pause", MailFieldKind.Flag, "Påmindelser er sat på pause for modtageren"),
        new("cancelled", "møde.aflyst", MailFieldKind.Flag, "Mødet er aflyst"),
        new("nextMeetingDate", "næste.møde", MailFieldKind.Text, "Datoen for næste møde; tom, når det ikke er planlagt"),
        new("isInvited", "er.indkaldt", MailFieldKind.Flag, "Modtageren er indkaldt i kalenderen"),
        new("replyDate", "svarfrist.dato", MailFieldKind.Text, "Datoen, der skal svares inden"),
        new("replyTime", "svarfrist.tid", MailFieldKind.Text, "Klokkeslættet, der skal svares inden"),
        new("dispatchDate", "udsendelse.dato", MailFieldKind.Text, "Datoen, hvor dagsordenen udsendes"),
        new("silenceApproves", "tavshed.godkender", MailFieldKind.Flag, "Den, der tier, har godkendt"),
        new("when", "hvornår", MailFieldKind.Text, "»i morgen« eller ugedagen"),
        new("whenFirst", "hvornår.først", MailFieldKind.Text, "»I morgen« eller ugedagen, først i en sætning"),
        new("guestList", "gæster", MailFieldKind.List, "De gæster, der holder oplæg"),
        new("guest", "gæst", MailFieldKind.Text, "Gæstens navn og titel"),
        new("slot", "tidspunkt", MailFieldKind.Text, "Hvornår oplægget er"),
        new("member", "medlem", MailFieldKind.Text, "Medlemmet, der har meldt afbud"),
        new("moved", "møde.flyttet", MailFieldKind.Flag, "Mødet er flyttet"),
        new("missingList", "mangler", MailFieldKind.List, "Det, der mangler"),
        new("who", "hvem", MailFieldKind.Text, "Hvem der mangler"),
        new("attachment", "bilag", MailFieldKind.Text, "Bilaget, der er lovet"),
        new("commentsDate", "bemærkninger.dato", MailFieldKind.Text, "Datoen for fristen for bemærkninger"),
        new("commentsTime", "bemærkninger.tid", MailFieldKind.Text, "Klokkeslættet for fristen for bemærkninger"),
        new("task", "opgave", MailFieldKind.Text, "Opgaven"),
        new("decision", "beslutning", MailFieldKind.Text, "Beslutningen"),
        new("owner", "ansvarlig", MailFieldKind.Text, "Hvem der er ansvarlig"),
        new("deadlineDate", "opgave.frist", MailFieldKind.Text, "Opgavens frist; tom, når den ikke er fastsat"),
        new("overdue", "overskredet", MailFieldKind.Flag, "Opgavens frist er overskredet"),
        new("endedTitle", "andet.titel", MailFieldKind.Text, "Titlen på det punkt, der er lagt ind i det andet"),
        new("endedId", "andet.id", MailFieldKind.Text, "Nummeret på det punkt, der er lagt ind i det andet"),
        new("pooled", "i.punktbanken", MailFieldKind.Flag, "Punktet er lagt i punktbanken"),
        new("resubmitDate", "rettes.senest", MailFieldKind.Text, "Datoen, punktet skal være rettet inden"),
        new("withdrawnBy", "trukket.af", MailFieldKind.Text, "Hvem der trak punktet tilbage"),
        new("receivedDate", "modtaget.dato", MailFieldKind.Text, "Datoen, punktet blev modtaget"),
        new("receivedTime", "modtaget.tid", MailFieldKind.Text, "Klokkeslættet, punktet blev modtaget"),
        new("answerDate", "svar.senest", MailFieldKind.Text, "Datoen, der svares inden"),
        new("verdictDate", "godkendt.dato", MailFieldKind.Text, "Datoen for mødet, der godkendte referatet"),
        new("amended", "med.ændringer", MailFieldKind.Flag, "Referatet er godkendt med ændringer"),
        new("isApproved", "referat.godkendt", MailFieldKind.Flag, "Referatet er godkendt og kan ikke rettes"),
        new("late", "efter.fristen", MailFieldKind.Flag, "Bemærkningen kom efter fristen"),
        new("draftDate", "udkast.dato", MailFieldKind.Text, "Datoen, udkastet skal være sendt"),
        new("draftTime", "udkast.tid", MailFieldKind.Text, "Klokkeslættet, udkastet skal være sendt"),
        new("anyUndecided", "mangler.beslutning", MailFieldKind.Flag, "Der er punkter uden beslutning"),
        new("itemList", "punkter", MailFieldKind.List, "Punkterne"),
        new("chairmanshipDate", "formandskab.dato", MailFieldKind.Text, "Datoen, udkastet går til formandskabet"),
        new("formerDate", "tidligere.dato", MailFieldKind.Text, "Mødets tidligere dato"),
        new("sameDate", "samme.dato", MailFieldKind.Flag, "Datoen er den samme; kun tid eller sted er ændret"),
        new("hasAgenda", "har.dagsorden", MailFieldKind.Flag, "Dagsordenen er udsendt"),
        new("slotList", "oplæg", MailFieldKind.List, "De oplæg, der ikke passer"),
        new("item", "emne", MailFieldKind.Text, "Punktet, oplægget hører til"),
        new("presenter", "oplægsholder", MailFieldKind.Text, "Oplægsholderens navn"),
        new("about", "frist.om", MailFieldKind.Text, "Hvad den eksterne frist gælder"),
        new("recommendation", "indstilling", MailFieldKind.Text, "Indstillingen"),
        new("approved", "godkendt", MailFieldKind.Flag, "Indstillingen er godkendt"),
        new("remark", "bemærkning", MailFieldKind.Text, "Formandskabets bemærkning"),
        new("textOf", "tekst.til", MailFieldKind.Text, "Navnet på den e-mail, teksten er til"),
        new("textVersion", "tekst.version", MailFieldKind.Text, "Versionen af teksten"),
        new("attendee", "indkaldt", MailFieldKind.Text, "Hvem der har svaret i kalenderen"),
        new("proposed", "foreslået.tid", MailFieldKind.Text, "Det tidspunkt, der er foreslået"),
        new("isNewTime", "ny.tid", MailFieldKind.Flag, "Nogen foreslår et andet tidspunkt"),
        new("isRoom", "lokale.afslået", MailFieldKind.Flag, "Lokalet er ikke ledigt"),
        new("isPresenter", "oplæg.afslået", MailFieldKind.Flag, "En oplægsholder kan ikke komme"),
        new("isUnreadable", "svar.ulæselige", MailFieldKind.Flag, "Svarene i kalenderen kan ikke læses"),
        new("isUnwritten", "kalender.lukket", MailFieldKind.Flag, "Frister og oplæg kan ikke skrives i kalenderen"),
        new("isGone", "indkaldelse.slettet", MailFieldKind.Flag, "Mødets indkaldelse er slettet"),
        new("problem", "problem", MailFieldKind.Text, "Det, der er galt med teksten"),
    ];

    private static readonly FrozenDictionary<string, MailField> ByName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, MailField> ByKey = Fields.ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);

    /// <summary>The field of this name, or null.</summary>
    public static MailField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The field of this name, which is known to be there.</summary>
    public static MailField Of(string name) => ByName[name];

    /// <summary>The field that the templates call so.</summary>
    /// <exception cref="TemplateException">No text can name it.</exception>
    public static MailField OfKey(string key) =>
        ByKey.GetValueOrDefault(key) ?? throw new TemplateException($"The field »{key}« has no name for the texts that councils change.");
}
