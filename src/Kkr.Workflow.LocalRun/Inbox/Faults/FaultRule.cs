using System.Globalization;

namespace Kkr.Workflow.LocalRun.Inbox.Faults;

/// <summary>Whose answers go wrong.</summary>
public enum FaultTarget
{
    Mail,
    Graph,
}

/// <summary>How an answer goes wrong.</summary>
public enum FaultKind
{
    /// <summary>An error status, with the body and headers that are documented for it.</summary>
    Status,

    /// <summary>No answer at all: the caller gives up.</summary>
    Timeout,

    /// <summary>The connection is cut.</summary>
    Cut,

    /// <summary>200 with half a JSON document.</summary>
    Malformed,
}

/// <summary>One <c>--fault</c>, e.g. <c>mail:429@0.1</c>: one in ten requests to the mail door is answered 429.</summary>
/// <param name="Target">Whose answers.</param>
/// <param name="Kind">How they go wrong.</param>
/// <param name="Status">The status for <see cref="FaultKind.Status"/>, else 0.</param>
/// <param name="Rate">How many of the requests, above 0 and at most 1.</param>
public sealed record FaultRule(FaultTarget Target, FaultKind Kind, int Status, double Rate)
{
    /// <summary>What a rule looks like, for help and refusals.</summary>
    public const string Form = "mail|graph:400-599|timeout|cut|malformed@0.001-1";

    /// <summary>Reads a rule; null when it is none.</summary>
    public static FaultRule? Parse(string text)
    {
        string[] parts = text.Split(':', '@');
        if (parts.Length != 3 || text.IndexOf(':', StringComparison.Ordinal) > text.IndexOf('@', StringComparison.Ordinal))
        {
            return null;
        }

        FaultTarget? target = parts[0] switch { "mail" => FaultTarget.Mail, "graph" => FaultTarget.Graph, _ => null };
        (FaultKind Kind, int Status)? fault = parts[1] switch
        {
            "timeout" => (FaultKind.Timeout, 0),
            "cut" => (FaultKind.Cut, 0),
            "malformed" => (FaultKind.Malformed, 0),
            { Length: 3 } digits when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 400 and <= 599 => (FaultKind.Status, status),
            _ => null,
        };
        bool isRate = double.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate) && rate is >= 0.001 and <= 1;
        return target is { } whose && fault is { } how && isRate ? new FaultRule(whose, how.Kind, how.Status, rate) : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Target == FaultTarget.Mail ? "mail" : "graph")}:{(Kind == FaultKind.Status ? Status.ToString(CultureInfo.InvariantCulture) : Kind.ToString().ToLowerInvariant())}@{Rate}");
}

/// <summary>What goes wrong in a run.</summary>
/// <param name="Rules">The rules; the first that strikes counts.</param>
/// <param name="Seed">Chooses which requests are struck: the same seed strikes the same ones.</param>
public sealed record FaultPlan(IReadOnlyList<FaultRule> Rules, int Seed)
{
    public const int UsualSeed = 1;

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new([], UsualSeed);

    /// <summary>True when a caller may be left without an answer, so that it should not wait for long.</summary>
    public bool HasSilence => Rules.Any(rule => rule.Kind == FaultKind.Timeout);
}
