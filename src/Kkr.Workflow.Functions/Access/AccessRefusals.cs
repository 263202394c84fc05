using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Access;

/// <summary>How somebody is told that something is not theirs to do.</summary>
internal static class AccessRefusals
{
    /// <summary>Answered with 401: signing in may help.</summary>
    public const string SignInCode = "sign-in-required";

    public static Refusal SignIn { get; } = new(
        SignInCode,
        "Det kræver, at du er logget ind, eller at du bruger linket i den e-mail, du har fået.",
        "This takes a sign-in, or the link in the mail that you were sent.")
    {
        Kind = RefusalKind.Forbidden,
        Rule = "must be signed in",
    };

    public static Refusal NotPermitted(string operation) => new(
        "not-permitted",
        "Det har du ikke adgang til. Kontakt sekretariatet, hvis du mener, det er en fejl.",
        "You are not permitted to do this. Ask the secretariat if you think that this is wrong.")
    {
        Kind = RefusalKind.Forbidden,
        Rule = "must have a role that is permitted this operation",
        Value = operation,
    };

    public static Refusal CrossSite(string origin) => new(
        "cross-site-request",
        "Ændringen kom ikke fra en af systemets egne sider, og den er ikke udført.",
        "The change did not come from a page of this system and was not made.")
    {
        Kind = RefusalKind.Forbidden,
        Field = "Origin",
        Rule = "same origin, for a change that is signed in by cookie",
        Value = Http.RequestRefusals.Shorten(origin),
    };

    public static Refusal OtherMunicipality(string municipality) => Refusal.OfField(
        "municipality-of-another", "municipality", "one's own municipality", municipality,
        "Du kan kun handle for din egen kommune.", "You can only act for your own municipality.") with { Kind = RefusalKind.Forbidden };

    public static Refusal OtherFollowUp(string task) => Refusal.OfField(
        "follow-up-of-another", "task", "a follow-up that one is responsible for", task,
        "Opfølgningen hører til en anden.", "The follow-up is somebody else's.") with { Kind = RefusalKind.Forbidden };

    public static Refusal NotLate(string item) => Refusal.OfField(
        "item-not-late", "item", "the chairmanship decides on late items only", item,
        "Formandskabet afgør kun punkter, der er indsendt efter fristen. Sekretariatet tager stilling til de øvrige.",
        "The chairmanship decides on late items only; the secretariat on the others.") with { Kind = RefusalKind.Forbidden };

    public static Refusal OtherItem(string item) => Refusal.OfField(
        "item-of-another", "item", "one's own item", item,
        "Punktet er ikke indsendt af jer. Kontakt sekretariatet, hvis det skal ændres.",
        "The item is not yours; ask the secretariat to change it.") with { Kind = RefusalKind.Forbidden };
}
