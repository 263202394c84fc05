namespace Kkr.Workflow.Domain;

/// <summary>What kind of "no" a refusal is; the HTTP door turns it into a status code.</summary>
public enum RefusalKind
{
    /// <summary>The input breaks a rule (400).</summary>
    Invalid,

    /// <summary>What was named does not exist (404).</summary>
    NotFound,

    /// <summary>The rule depends on state, and the state does not allow it now (409).</summary>
    NotNow,

    /// <summary>Somebody else changed it first (409).</summary>
    Conflict,

    /// <summary>Not this caller's to change (403).</summary>
    Forbidden,
}

/// <summary>A refusal: a rule said no. It is a value, never an exception; faults are exceptions.</summary>
/// <param name="Code">Stable machine code in kebab-case, e.g. <c>case-id-malformed</c>.</param>
/// <param name="Danish">One whole sentence for the user, in Danish.</param>
/// <param name="English">The same sentence in English, for logs and developers.</param>
public sealed record Refusal(string Code, string Danish, string English)
{
    /// <summary>The kind of refusal.</summary>
    public RefusalKind Kind { get; init; } = RefusalKind.Invalid;

    /// <summary>The input field in the caller's spelling (JSON path), if the refusal is about one.</summary>
    public string? Field { get; init; }

    /// <summary>The rule that was broken, in short English, e.g. <c>must match SAG-YYYY-NNNNN</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>The refused value as it came in, cut to a readable length.</summary>
    public string? Value { get; init; }

    /// <summary>A refusal of an input field, with the rule it breaks and the value, cut to a readable length.</summary>
    public static Refusal OfField(string code, string field, string rule, string? value, string danish, string english) =>
        new(code, OneLine(danish), OneLine(english)) { Field = field, Rule = rule, Value = value is { Length: > 100 } ? value[..100] + "…" : value };

    /// <summary>A refusal because of how far things have come.</summary>
    public static Refusal OfState(string code, string field, string rule, string? value, string danish, string english) =>
        OfField(code, field, rule, value, danish, english) with { Kind = RefusalKind.NotNow };

    // Sentences may quote what came in, and that may hold anything.
    private static string OneLine(string sentence) =>
        sentence.Any(char.IsControl) ? string.Concat(sentence.Select(c => char.IsControl(c) ? ' ' : c)) : sentence;
}
