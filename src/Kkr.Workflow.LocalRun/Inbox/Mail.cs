using System.Text.Json.Serialization;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>An address as it stands in a mail.</summary>
/// <param name="Email">The address.</param>
/// <param name="Name">The name beside it, or null.</param>
public sealed record MailAddress(string Email, string? Name = null)
{
    public override string ToString() => Name is null ? Email : $"{Name} <{Email}>";
}

/// <summary>A mail that came in.</summary>
public sealed record Mail
{
    /// <summary>What the sender got as <c>X-Message-Id</c>: made from the mailing key, so that the same run gives the same id.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required MailAddress From { get; init; }

    public required IReadOnlyList<MailAddress> To { get; init; }

    public IReadOnlyList<MailAddress> Copies { get; init; } = [];

    public required string Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyDictionary<string, string> CustomArgs { get; init; } = new Dictionary<string, string>();

    /// <summary>The request as it came.</summary>
    public required string Raw { get; init; }

    /// <summary>What the mailing key says it is about.</summary>
    [JsonIgnore]
    public MailSubject About => MailSubject.Of(CustomArgs.GetValueOrDefault("mailing_key"));

    [JsonIgnore]
    public IEnumerable<MailAddress> Recipients => To.Concat(Copies);
}

/// <summary>A mailing key taken apart; every part is empty when the mail carried none.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Council">Council id.</param>
/// <param name="Meeting">Meeting id.</param>
/// <param name="Kind">The mail's kind, e.g. <c>CallForItems</c>.</param>
/// <param name="Version">Schedule or edition version.</param>
/// <param name="Post">The post it was for.</param>
/// <param name="Matter">What it is about within the meeting.</param>
public sealed record MailSubject(string Key, string Council, string Meeting, string Kind, string Version, string Post, string Matter)
{
    public static MailSubject Of(string? key)
    {
        string[] parts = (key ?? "").Split('|', 6);
        return new MailSubject(key ?? "", Part(0), Part(1), Part(2), Part(3), Part(4), Part(5));

        string Part(int index) => index < parts.Length ? parts[index] : "";
    }
}

/// <summary>Something that happened to a mail after it was taken.</summary>
/// <param name="MailId">The mail.</param>
/// <param name="Kind">The provider's word: <c>delivered</c>, <c>deferred</c>, <c>bounce</c>, <c>dropped</c> or <c>spamreport</c>; <c>blocked</c> for a bounce of that type.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The receiving server's words, for a bounce.</param>
public sealed record MailEvent(string MailId, string Kind, DateTimeOffset At, string? Reason);
