namespace Kkr.Workflow.Domain.Mailing;

/// <summary>A mailing's state in words for the secretariat, and what there is to do about it.</summary>
public static class MailingWords
{
    /// <summary>The state, as it is said after »E-mailen er …«.</summary>
    public static string InDanish(this MailingStatus status) => status switch
    {
        MailingStatus.Sent => "sendt",
        MailingStatus.Delivered => "leveret",
        MailingStatus.Deferred => "forsinket af modtagerens mailserver",
        MailingStatus.Blocked => "stoppet af modtagerens mailserver",
        MailingStatus.Bounced => "afvist af modtagerens mailserver",
        MailingStatus.Dropped => "holdt tilbage af mailudbyderen",
        MailingStatus.Failed => "ikke sendt",
        MailingStatus.Withheld => "holdt tilbage",
        MailingStatus.Sandboxed => "prøvet og ikke sendt til nogen",
        _ => "på vej",
    };

    /// <summary>What the secretariat can do, in whole sentences; empty when there is nothing.</summary>
    public static string Advice(this MailingRecord mailing) => mailing switch
    {
        { Status: MailingStatus.Bounced } => "Ret adressen, og send e-mailen igen.",
        { Status: MailingStatus.Blocked } =>
            "Adressen kan være god nok: Serveren ville ikke have netop denne e-mail. Send den igen om lidt, og spørg modtagerens it-afdeling, hvis det sker oftere.",
        { Status: MailingStatus.Dropped, SuppressedBy: SuppressionList.Bounces or SuppressionList.InvalidAddresses } =>
            "Adressen har afvist e-mails før og står på mailudbyderens liste. Ret adressen, eller få den gjort i orden, og send e-mailen igen: Så tages adressen af listen.",
        { Status: MailingStatus.Dropped, SuppressedBy: SuppressionList.SpamReports } =>
            "Modtageren har tidligere meldt vores e-mails som spam. Ring til modtageren, og send kun igen, hvis modtageren beder om det.",
        { Status: MailingStatus.Dropped, SuppressedBy: SuppressionList.Unsubscribes } =>
            "Modtageren har frameldt sig e-mails hos mailudbyderen. Ring til modtageren, og send kun igen, hvis modtageren beder om det.",
        { Status: MailingStatus.Dropped } => "Mailudbyderen ville ikke sende den. Sig det til systemets drift, og send igen, når årsagen er fundet.",
        { Status: MailingStatus.Failed, IsInDoubt: true } => "Spørg modtageren, og send den igen, hvis den ikke er kommet frem.",
        { Status: MailingStatus.Failed } => "Se fejlen, få den rettet, og send e-mailen igen.",
        { IsCalledSpam: true } => "Modtageren har meldt e-mailen som spam og får ikke flere, før I har talt sammen. Ring til modtageren.",
        { Status: MailingStatus.Sandboxed } => "Systemet er sat til ikke at sende noget. Slå det fra, og send e-mailen igen.",
        { Status: MailingStatus.Queued, Error: not null } => "Der er ikke noget at gøre: Systemet prøver igen af sig selv.",
        _ => "",
    };
}
