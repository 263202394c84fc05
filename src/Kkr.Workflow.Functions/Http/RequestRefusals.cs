using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>The refusals that concern a request itself, before any rule of the domain is asked.</summary>
internal static class RequestRefusals
{
    public const string TooLargeCode = "body-too-large";
    public const string MediaTypeCode = "media-type-unsupported";
    public const string NotAcceptableCode = "not-acceptable";
    public const string OutdatedCode = "version-outdated";
    public const string ThereAlreadyCode = "there-already";
    public const string MethodCode = "method-not-allowed";
    public const string VersionMissingCode = "if-match-missing";
    public const string KeyReusedCode = "idempotency-key-reused";

    private const int LongestValue = 200;

    public static Refusal TooLarge(long limit) => new(
        TooLargeCode,
        $"Indholdet er større end {limit / 1024} KB, som er det største, der kan modtages her.",
        $"The body is larger than the {limit} bytes accepted here.")
    {
        Field = "body",
        Rule = $"at most {limit} bytes",
    };

    public static Refusal TooManyFiles(int most) => new(
        "too-many-files",
        $"Der kan højst sendes {most} filer på én gang.",
        $"At most {most} files are taken at once.")
    {
        Field = "attachments",
        Rule = $"at most {most} files",
    };

    /// <summary>The body ended before all of it had come, or its parts do not fit together.</summary>
    public static Refusal BodyBroken() => new(
        "body-broken",
        "Indholdet kom ikke helt frem. Send det igen.",
        "The body did not arrive whole. Send it again.")
    {
        Field = "body",
        Rule = "as long as announced",
    };

    /// <summary>What the server says of a body while it is read.</summary>
    public static Refusal OfBody(BadHttpRequestException fault, long limit) =>
        fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(limit) : BodyBroken();

    public static Refusal MediaType(string? value) => MediaType(value, ["application/json"]);

    public static Refusal MediaType(string? value, IReadOnlyList<string> taken) => new(
        MediaTypeCode,
        $"Indholdet skal sendes som {string.Join(" eller ", taken)}.",
        $"The body must be sent as {string.Join(" or ", taken)}.")
    {
        Field = "Content-Type",
        Rule = string.Join(" or ", taken),
        Value = Shorten(value ?? ""),
    };

    public static Refusal NotAcceptable(string accept, IReadOnlyList<string> answered) => new(
        NotAcceptableCode,
        $"Svaret findes kun som {string.Join(" eller ", answered)}.",
        $"The answer is there as {string.Join(" or ", answered)} only.")
    {
        Field = "Accept",
        Rule = string.Join(" or ", answered),
        Value = Shorten(accept),
    };

    /// <summary>Not JSON; some mistakes, such as a field that stands twice, have no position.</summary>
    public static Refusal Malformed(long? line, long? position)
    {
        bool isKnown = line is not null && position is not null;
        string where = isKnown ? $"line {line + 1}, character {position + 1}" : "a field stands twice";
        return new Refusal(
            "json-malformed",
            isKnown ? $"Indholdet er ikke gyldig JSON (linje {line + 1}, tegn {position + 1})." : "Indholdet er ikke gyldig JSON: Et felt står der to gange.",
            $"The body is not valid JSON ({where}).")
        {
            Field = "body",
            Rule = "valid JSON, each field once",
            Value = where,
        };
    }

    public static Refusal Missing(string field) => new(
        "field-missing",
        $"Feltet »{field}« mangler.",
        $"The field '{field}' is missing.")
    {
        Field = field,
        Rule = "required",
    };

    public static Refusal Unknown(string field) => new(
        "field-unknown",
        $"Feltet »{field}« kendes ikke.",
        $"The field '{field}' is not known.")
    {
        Field = field,
        Rule = "only documented fields",
        Value = field,
    };

    public static Refusal ParameterUnknown(string name) => new(
        "parameter-unknown",
        $"Adressens parameter »{Shorten(name)}« kendes ikke.",
        $"The query parameter '{Shorten(name)}' is not known.")
    {
        Field = Shorten(name),
        Rule = "only documented parameters",
        Value = Shorten(name),
    };

    public static Refusal CursorMalformed(string cursor) => new(
        "cursor-malformed",
        "Cursoren er ikke en, som denne liste har givet. Begynd forfra uden cursor.",
        "The cursor was not given by this collection. Start over without one.")
    {
        Field = "cursor",
        Rule = "as given in the Link header, for the same address",
        Value = Shorten(cursor),
    };

    public static Refusal WrongType(string field, string expectedDanish, string expected, string value) => new(
        "field-type",
        $"Feltet »{field}« skal være {expectedDanish}.",
        $"The field '{field}' must be {expected}.")
    {
        Field = field,
        Rule = expected,
        Value = Shorten(value),
    };

    public static Refusal Outdated(string etag) => new(
        OutdatedCode,
        "Oplysningerne er ændret, siden de blev hentet. Hent dem igen, og prøv så.",
        "The resource has changed since it was fetched. Fetch it again and retry.")
    {
        Kind = RefusalKind.Conflict,
        Field = "If-Match",
        Rule = "must be the current ETag",
        Value = Shorten(etag),
    };

    public static Refusal ThereAlready(string etag) => new(
        ThereAlreadyCode,
        "Det findes allerede.",
        "It is there already.")
    {
        Kind = RefusalKind.Conflict,
        Field = "If-None-Match",
        Rule = "must not be there yet, or not in this version",
        Value = Shorten(etag),
    };

    public static Refusal VersionMissing() => new(
        VersionMissingCode,
        "Sig med If-Match, hvilken udgave der skal erstattes: Hent den, og send dens ETag med.",
        "Say in If-Match which version is to be replaced: fetch it and send its ETag.")
    {
        Field = "If-Match",
        Rule = "required when something that exists is replaced",
    };

    public static Refusal TagMalformed(string header, string value) => new(
        "etag-malformed",
        $"{header} skal indeholde ETags i anførselstegn, adskilt af komma, eller *.",
        $"{header} must hold quoted ETags separated by commas, or *.")
    {
        Field = header,
        Rule = "RFC 9110, 13.1",
        Value = Shorten(value),
    };

    public static Refusal KeyReused(string key) => new(
        KeyReusedCode,
        "Nøglen i Idempotency-Key er allerede brugt til et andet indhold. Brug en ny nøgle til noget nyt.",
        "This Idempotency-Key was used for other content. Use a new key for a new request.")
    {
        Field = "Idempotency-Key",
        Rule = "one key for one content",
        Value = Shorten(key),
    };

    public static Refusal KeyMalformed(string key) => new(
        "idempotency-key-malformed",
        "Idempotency-Key skal være 1 til 255 tegn, og kun almindelige bogstaver, tal og tegn (ASCII).",
        "Idempotency-Key must be 1 to 255 visible ASCII characters.")
    {
        Field = "Idempotency-Key",
        Rule = "1 to 255 visible ASCII characters",
        Value = Shorten(key),
    };

    public static Refusal InProgress(string key) => new(
        "request-in-progress",
        "Den samme forespørgsel er ved at blive behandlet. Prøv igen om et øjeblik.",
        "The same request is being worked on. Retry in a moment.")
    {
        Kind = RefusalKind.Conflict,
        Field = "Idempotency-Key",
        Rule = "one at a time",
        Value = Shorten(key),
    };

    public static Refusal PostUnknown(string post) => new(
        "post-unknown",
        $"Rådet har ingen post »{Shorten(post)}«, så i dens navn kan intet ændres.",
        $"The council has no post '{Shorten(post)}', so nothing can be changed in its name.")
    {
        Kind = RefusalKind.Forbidden,
        Field = Caller.Header,
        Rule = "a post of the council's directory",
        Value = Shorten(post),
    };

    public static Refusal MethodNotAllowed(string method, IReadOnlyList<string> allowed) => new(
        MethodCode,
        $"Adressen findes, men ikke for {Shorten(method)}. Den kender {string.Join(", ", allowed)}.",
        $"The address exists, but not for {Shorten(method)}. It knows {string.Join(", ", allowed)}.")
    {
        Field = "method",
        Rule = $"one of {string.Join(", ", allowed)}",
        Value = Shorten(method),
    };

    public static Refusal NoSuch(string field, string danish, string value) => new(
        $"{field}-unknown",
        $"{danish} »{Shorten(value)}« findes ikke.",
        $"The {field} '{Shorten(value)}' does not exist.")
    {
        Kind = RefusalKind.NotFound,
        Field = field,
        Rule = "must exist",
        Value = Shorten(value),
    };

    /// <summary>The address is right, but what it will name is not there yet.</summary>
    public static Refusal NotYet(string what, string danish, string english) => new($"{what}-not-yet", danish, english)
    {
        Kind = RefusalKind.NotFound,
        Field = what,
        Rule = "must exist",
    };

    public static string Shorten(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
