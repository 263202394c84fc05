using System.Globalization;
using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>What an agenda edition is for.</summary>
public enum AgendaEditionKind
{
    NetworkDraft,
    ChairmanshipDraft,
    Frozen,
    Supplementary,
}

/// <summary>One agenda that was made and kept.</summary>
/// <param name="Version">1, 2, … within the meeting.</param>
/// <param name="Kind">What it was made for.</param>
/// <param name="Path">Where the archive keeps the open web page.</param>
/// <param name="Sha256">Lower-case hex digest of the web page.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="ItemCount">How many items it lists.</param>
public sealed record AgendaEdition(int Version, AgendaEditionKind Kind, string Path, string Sha256, DateTimeOffset At, int ItemCount) : IEdition
{
    /// <summary>The schedule it was printed for; a moved meeting's agenda is printed anew.</summary>
    public int ScheduleVersion { get; init; } = 1;

    /// <summary>What it was made for beside its kind, e.g. <c>supplement-1</c> or <c>answer-2</c>; empty for the one that a deadline makes.</summary>
    public string Occasion { get; init; } = "";

    /// <summary>What it lists, each with a digest of its content; empty for drafts and for editions of earlier versions of the app.</summary>
    public IReadOnlyList<AgendaEntry> Entries { get; init; } = [];

    /// <summary>Where the members' edition of it is kept, with its confidential items whole; null when it has none.</summary>
    public string? MembersPath { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<EditionFile> Files { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<EditionFile> MembersFiles { get; init; } = [];

    /// <summary>Ids of the items that its open edition prints whole, a draft's too; null in editions of earlier versions of the app.</summary>
    public IReadOnlyList<string>? Open { get; init; }

    /// <summary>Digest of all entries: what the agenda lists, whichever way it is printed. Null where there are no entries.</summary>
    public string? ContentSha256 { get; init; }
}

/// <summary>One item as an agenda lists it.</summary>
/// <param name="Number">E.g. <c>3.2</c>.</param>
/// <param name="Item">The item's id.</param>
/// <param name="Sha256">Digest of its content, attachments included (<see cref="AgendaContent"/>).</param>
/// <param name="IsWithdrawn">True when it stands there as withdrawn.</param>
public sealed record AgendaEntry(string Number, string Item, string Sha256, bool IsWithdrawn = false);

/// <summary>The chairmanship's answer to a draft agenda.</summary>
/// <param name="Post">The post that answered: <c>chair</c> or <c>vice-chair</c>.</param>
/// <param name="Approved">True for approval; false for comments.</param>
/// <param name="Text">The comments, or null.</param>
/// <param name="At">UTC.</param>
public sealed record ChairmanshipAnswer(string Post, bool Approved, string? Text, DateTimeOffset At)
{
    /// <summary>The version of the draft that it answers; null while there is none, and for answers of earlier versions of the app.</summary>
    public int? Draft { get; init; }
}

/// <summary>The secretariat's answer to the chairmanship's comments; the freeze waits for it (<see cref="AgendaHold"/>).</summary>
/// <param name="Post">Who answered.</param>
/// <param name="Text">What was answered, or null with a new draft that speaks for itself.</param>
/// <param name="WithNewDraft">True when a new draft goes along.</param>
/// <param name="Answers">How many answers of the chairmanship there were: comments among them are answered.</param>
/// <param name="At">UTC.</param>
/// <param name="SentAt">When the chairmanship was told, or null.</param>
public sealed record CommentAnswer(string Post, string? Text, bool WithNewDraft, int Answers, DateTimeOffset At, DateTimeOffset? SentAt = null);

/// <summary>Items added to an agenda after it was frozen.</summary>
/// <param name="Serial">1, 2, … within the meeting.</param>
/// <param name="Items">Their ids.</param>
/// <param name="Reason">Why they could not wait, as it is printed.</param>
/// <param name="Post">Who added them.</param>
/// <param name="At">UTC.</param>
/// <param name="SentAt">When everybody was sent the supplementary agenda, or null.</param>
public sealed record Supplement(int Serial, IReadOnlyList<string> Items, string Reason, string Post, DateTimeOffset At, DateTimeOffset? SentAt = null)
{
    /// <summary>What its prints are kept as (<see cref="AgendaEdition.Occasion"/>).</summary>
    public static string OccasionOf(int serial) => string.Create(CultureInfo.InvariantCulture, $"supplement-{serial}");
}

/// <summary>Somebody answers by name for an agenda that is dispatched too late, or did not reach everybody.</summary>
/// <param name="Post">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">UTC.</param>
public sealed record DispatchOverride(string Post, string Reason, DateTimeOffset At);
