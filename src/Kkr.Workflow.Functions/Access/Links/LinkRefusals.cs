using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>Why a link does not work. Nothing is said about what it would have led to.</summary>
internal static class LinkRefusals
{
    public const string ExpiredCode = "link-expired";
    public const string VoidCode = "link-void";
    public const string UnreadableCode = "form-unreadable";

    public static Refusal Missing { get; } = Of(
        "link-missing",
        "Siden åbnes med det link, du har fået i en e-mail. Åbn linket igen fra e-mailen.",
        "The page is opened with the link from a mail. Open that link again.");

    public static Refusal Invalid { get; } = Of(
        "link-invalid",
        "Linket er ikke gyldigt. Det kan være delt over flere linjer eller klippet over i e-mailen. Prøv at åbne det igen derfra, eller kopiér hele linket.",
        "The link is not valid. It may have been cut in the mail; open it again from there, or copy all of it.");

    public static Refusal Elsewhere { get; } = Of(
        "link-elsewhere",
        "Linket gælder ikke denne side. Brug det link, der hører til, fra den e-mail, du har fået.",
        "The link is not for this page. Use the one from the mail about it.");

    public static Refusal Expired { get; } = Of(
        ExpiredCode,
        "Linket er udløbet. Bed sekretariatet om et nyt.",
        "The link has expired. Ask the secretariat for a new one.");

    /// <summary>A link to comment on draft minutes works until the comments' deadline.</summary>
    public static Refusal CommentsExpired { get; } = Of(
        ExpiredCode,
        "Fristen for bemærkninger til udkastet er udløbet, og linket virker ikke længere. Har du stadig en bemærkning, så skriv til sekretariatet.",
        "The deadline for comments has passed, and so has the link. Write to the secretariat if you still have one.");

    /// <summary>Revoked, or of a former holder: which of them is nobody's business.</summary>
    public static Refusal Void { get; } = Of(
        VoidCode,
        "Linket gælder ikke længere. Bed sekretariatet om et nyt, hvis du stadig skal bruge det.",
        "The link is no longer valid. Ask the secretariat for a new one if you still need it.");

    public static Refusal Forged { get; } = Of(
        "form-forged",
        "Formularen kunne ikke genkendes, og intet er gemt. Åbn linket i e-mailen igen, og udfyld formularen derfra.",
        "The form was not recognised and nothing was stored. Open the link in the mail again and fill in the form from there.");

    public static Refusal Unreadable { get; } = Of(
        UnreadableCode,
        "Formularen kunne ikke læses, og intet er gemt. Det sker, når filerne tilsammen fylder for meget. Send punktet uden bilag, og læg bilagene op bagefter, få ad gangen.",
        "The form could not be read and nothing was stored; its files may be too large together. Send the item first, and the files a few at a time.");

    private static Refusal Of(string code, string danish, string english) => new(code, danish, english) { Kind = RefusalKind.Forbidden, Rule = "must be a valid link" };
}
