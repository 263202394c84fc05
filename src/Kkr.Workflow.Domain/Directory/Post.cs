namespace Kkr.Workflow.Domain.Directory;

/// <summary>What a post is.</summary>
public enum PostKind
{
    /// <summary>Formand.</summary>
    Chair,

    /// <summary>Næstformand.</summary>
    ViceChair,
    Member,

    /// <summary>Stedfortræder, suppleant.</summary>
    Deputy,

    /// <summary>Kommunaldirektør.</summary>
    Director,

    /// <summary>The directors' network (KD-Net).</summary>
    Network,
    Secretariat,

    /// <summary>May take part without a vote.</summary>
    Observer,
}

/// <summary>A post. Mail is addressed to posts; whoever holds the post on the day gets it.</summary>
/// <param name="Id">E.g. <c>director-0730</c>, <c>chair</c>, <c>member-0730-1</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Municipality">Code, or null.</param>
/// <param name="DeputyFor">The member post that a deputy stands in for, or null.</param>
public sealed record Post(string Id, PostKind Kind, string? Municipality = null, string? DeputyFor = null)
{
    /// <summary>True for the member post that a mayor holds by office; the longest-serving mayor chairs when nobody is elected.</summary>
    public bool IsMayor { get; init; }

    /// <summary>True for a deputy's post that the vice-mayor holds by office: it stands in for the mayor of its municipality (domain.md B).</summary>
    public bool IsViceMayor { get; init; }

    /// <summary>
    /// For a post of the network or the secretariat: whether the call for items and its reminders are sent to it too. Null leaves it to the kind: the network
    /// is asked, the secretariat, which collects the answers, is not. A municipality is always asked, through its director.
    /// </summary>
    public bool? IsAsked { get; init; }

    /// <summary>The last day on which there was such a post; null while there is. It is kept so that old minutes can name it.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>True when there is such a post on the day.</summary>
    public bool Exists(DateOnly day) => Until is null || day <= Until;
}

/// <summary>A person.</summary>
/// <param name="Id">Stable id, e.g. <c>p-0730-dir</c>.</param>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address.</param>
/// <param name="Phone">Number, or null.</param>
public sealed record Person(string Id, string Name, string Email, string? Phone = null)
{
    /// <summary>How mail reaches them; null is <see cref="MailChannel.Mail"/>.</summary>
    public MailChannel? Channel { get; init; }
}

/// <summary>The ways in which a mail may leave. A mailing goes by one of them, and has one key whichever that is.</summary>
public enum MailChannel
{
    /// <summary>By the mail provider (SendGrid).</summary>
    Mail,

    /// <summary>From the secretariat's own mailbox, through Microsoft Graph; it lies there among what was sent.</summary>
    GraphMail,

    /// <summary>As a message in Teams, through Microsoft Graph.</summary>
    TeamsChat,
}

/// <summary>Who held a post when. Both days are included; no end means still.</summary>
public sealed record Tenure(string Post, string Person, DateOnly From, DateOnly? To = null, bool IsActing = false)
{
    /// <summary>For a mayor: since when they have been mayor without a break, where that is longer than this tenure.</summary>
    public DateOnly? MayorSince { get; init; }
}

/// <summary>A post's holder on a given day: who a mail goes to.</summary>
/// <param name="Post">The post.</param>
/// <param name="Name">The holder.</param>
/// <param name="Email">The holder's address.</param>
public sealed record Recipient(Post Post, string Name, string Email)
{
    /// <summary>The holder's id in the directory; null for somebody who is not in it, such as a guest.</summary>
    public string? PersonId { get; init; }

    /// <summary>How mail reaches them.</summary>
    public MailChannel Channel { get; init; }
}
