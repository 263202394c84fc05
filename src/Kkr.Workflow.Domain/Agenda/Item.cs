using System.Text.Json.Serialization;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>One item (punkt), from proposal to decision.</summary>
public sealed record Item
{
    public int Schema { get; init; } = 1;

    /// <summary>Unique within the council and never reused: the meeting it was first meant for and a serial number, e.g. <c>2026-5-07</c>.</summary>
    public required string Id { get; init; }

    public required string Council { get; init; }

    /// <summary>The meeting it is on, or null when it rests in the pool.</summary>
    public string? Meeting { get; init; }

    public ItemOrigin Origin { get; init; } = ItemOrigin.Submitted;

    public ItemStatus Status { get; init; } = ItemStatus.Proposed;

    /// <summary>1-based section of the agenda; 3 (regional politics) unless told.</summary>
    public int Section { get; init; } = 3;

    /// <summary>The number it was frozen with, e.g. <c>3.2</c>; never changes afterwards.</summary>
    public string? Number { get; init; }

    public required string Title { get; init; }

    /// <summary>What everybody may read in place of a confidential item's title; null for the general words.</summary>
    public string? PublicTitle { get; init; }

    /// <summary>Baggrund.</summary>
    public string Background { get; init; } = "";

    /// <summary>Indstilling.</summary>
    public string Recommendation { get; init; } = "";

    /// <summary>Sagsfremstilling, optional.</summary>
    public string? Presentation { get; init; }

    /// <summary><c>SAG-YYYY-NNNNN</c>, optional, shared by many items.</summary>
    public string? CaseId { get; init; }

    /// <summary>Initials of the case handlers, e.g. <c>chbn / jhp</c>.</summary>
    public IReadOnlyList<string> CaseHandlers { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Attachments that were promised, arrived or not, e.g. »Oplægget vedlægges referatet«.</summary>
    public IReadOnlyList<PromisedAttachment> Promised { get; init; } = [];

    public IReadOnlyList<Presenter> Presenters { get; init; } = [];

    public bool Confidential { get; init; }

    /// <summary>Municipality code of the submitter, or null for the secretariat, the network and automatic items.</summary>
    public string? Municipality { get; init; }

    /// <summary>The post that submitted it and gets acknowledgements, e.g. <c>director-0730</c>.</summary>
    public string? SubmitterPost { get; init; }

    /// <summary>Posts whose own item was merged into this one; they are told what the submitter is told.</summary>
    public IReadOnlyList<string> CoSubmitters { get; init; } = [];

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Digest of what was submitted, by which a repeat of the same submission is told from another one.</summary>
    public string? SubmissionDigest { get; init; }

    /// <summary>True when it came after the item deadline: the chairmanship decides whether it is taken.</summary>
    public bool IsLate { get; init; }

    /// <summary>Why it was rejected, returned or withdrawn, as the submitter is told; or why it could not wait, on a supplementary agenda.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was returned to its submitter; each time is a mail of its own.</summary>
    public int Returns { get; init; }

    /// <summary>How often the secretariat put it on another meeting or in the pool; each time is a mail of its own.</summary>
    public int Relocations { get; init; }

    /// <summary>The newest version of its text: who wrote it, when, and what it changed. Null for items that the system made.</summary>
    public ItemRevision? Revision { get; init; }

    /// <summary>The decision, once made.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Why its decision was last changed after the minutes had been published, or null.</summary>
    public CorrectionCause? Correction { get; init; }

    /// <summary>True once somebody has rejected, returned or withdrawn it: whoever is to hear of that is told, by the daily look should the app die before.</summary>
    public bool AnswerDue { get; init; }

    /// <summary>A date outside the council that it must be decided by, e.g. a hearing's end.</summary>
    public ExternalDeadline? ExternalDeadline { get; init; }

    /// <summary>The chairmanship's written procedure on it, when one was started.</summary>
    public WrittenProcedure? WrittenProcedure { get; init; }

    /// <summary>Id of the item that it looks like, when its submitter said that it is another one, or nobody was asked in time.</summary>
    public string? SimilarTo { get; init; }

    /// <summary>Id of the item that it was merged into; it is then withdrawn.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Ids of the items that were merged into this one.</summary>
    public IReadOnlyList<string> MergedFrom { get; init; } = [];

    /// <summary>Id of the item that it was split from.</summary>
    public string? SplitFrom { get; init; }

    /// <summary>Id of the item it continues, when a meeting postponed that one.</summary>
    public string? CarriedFrom { get; init; }

    /// <summary>The date of the meeting it was postponed or promised to; while it rests in the pool it is matched by that date.</summary>
    public DateOnly? PromisedTo { get; init; }

    /// <summary>The day that the decision which it follows from named, or null for the next meeting; when that is corrected, the item goes along.</summary>
    public DateOnly? CarriedTo { get; init; }

    /// <summary>The meeting whose frozen agenda it did not reach; it then rests in the pool, and its submitter is told why.</summary>
    public string? LeftOutOf { get; init; }

    /// <summary>For an automatic item: what its texts were made as; null for every other item.</summary>
    public GeneratedText? Generated { get; init; }

    /// <summary>For a subject that the annual wheel reserved: the item that took its place.</summary>
    public string? FilledBy { get; init; }

    /// <summary>For an item that approves minutes: the meetings whose minutes it decides on.</summary>
    public IReadOnlyList<string> ApprovesMinutesOf { get; init; } = [];

    /// <summary>True for an item that was read without its long texts. It is only looked at: see <see cref="Whole"/>.</summary>
    [JsonIgnore]
    public bool LacksTexts { get; private init; }

    /// <summary>The item without its long texts (background, recommendation, presentation, a decision's text and amendment).</summary>
    public Item WithoutTexts() => this with
    {
        Background = "",
        Recommendation = "",
        Presentation = null,
        Decision = Decision is null ? null : Decision with { Text = "", Amendment = null },
        LacksTexts = true,
    };

    /// <summary>The item, for whoever stores it or compares its texts.</summary>
    /// <exception cref="InvalidOperationException">It was read without its texts, which would be lost or compared as empty.</exception>
    public Item Whole() => LacksTexts ? throw new InvalidOperationException($"Item {Id} was read without its texts, and they are needed.") : this;
}

/// <summary>Where an item comes from.</summary>
public enum ItemOrigin
{
    Submitted,

    /// <summary>Automatic item 1.1.</summary>
    ApprovalOfMinutes,

    /// <summary>Automatic item 2.1.</summary>
    SinceLast,

    /// <summary>Automatic item 6.1.</summary>
    Upcoming,

    /// <summary>Reserved by the annual wheel.</summary>
    AnnualWheel,

    /// <summary>Postponed or promised by an earlier meeting.</summary>
    CarriedOver,

    /// <summary>The fixed business of a constituent meeting.</summary>
    Constitution,
}

/// <summary>An attachment (bilag).</summary>
/// <param name="Name">File name as the reader sees it.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hex digest of the content.</param>
/// <param name="Path">Where the archive keeps it.</param>
public sealed record Attachment(string Name, string ContentType, long Length, string Sha256, string Path)
{
    /// <summary>What the virus scan said when it came in. An infected file is never kept.</summary>
    public ScanState Scan { get; init; }
}

/// <summary>What is known of a file's harmlessness.</summary>
public enum ScanState
{
    /// <summary>Nobody has looked, because no scanner is set up.</summary>
    NotScanned,
    Clean,
    Infected,
}

/// <summary>Somebody who presents an item, perhaps a guest with a slot of their own.</summary>
/// <param name="Name">Person.</param>
/// <param name="Title">Title or organisation, or null.</param>
/// <param name="From">Local start of the slot, or null.</param>
/// <param name="Minutes">Length of the slot in minutes, or null.</param>
public sealed record Presenter(string Name, string? Title = null, TimeOnly? From = null, int? Minutes = null)
{
    /// <summary>The guest's address, when they are to be reminded the day before.</summary>
    public string? Email { get; init; }
}
