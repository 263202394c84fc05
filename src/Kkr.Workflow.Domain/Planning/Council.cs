namespace Kkr.Workflow.Domain.Planning;

/// <summary>A council and all that makes it differ from other councils. Nothing in code knows a council by name.</summary>
public sealed record Council
{
    public int Schema { get; init; } = 1;

    /// <summary>Lower-case id used in addresses, e.g. <c>midtjylland</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name as it stands in running text, e.g. <c>KKR Midtjylland</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The directors' network, e.g. <c>KD-Net</c>.</summary>
    public string NetworkName { get; init; } = "KD-Net";

    public required Secretariat Secretariat { get; init; }

    /// <summary>IANA time zone of every local date and time.</summary>
    public string TimeZone { get; init; } = "Europe/Copenhagen";

    /// <summary>The case id printed on automatic items, <c>SAG-YYYY-NNNNN</c>; shared by many items, never a key.</summary>
    public string? CaseId { get; init; }

    /// <summary>Municipalities in the order in which they are listed.</summary>
    public required IReadOnlyList<Municipality> Municipalities { get; init; }

    /// <summary>The titles of the agenda's fixed sections, in order (domain.md A3).</summary>
    public IReadOnlyList<string> Sections { get; init; } =
        ["Godkendelse af referat", "Siden sidst", "Regionalpolitiske sager", "Udpegninger", "KKR", "Punkter til næste møde", "Eventuelt"];

    public TimelineSettings Timeline { get; init; } = new();

    /// <summary>Whether silence from the chairmanship counts as approval of the draft agenda.</summary>
    public bool SilenceApprovesAgenda { get; init; } = true;

    /// <summary>Whether the chairmanship's comments hold the freeze until they are answered, or the agenda is approved after all.</summary>
    public bool CommentsHoldAgenda { get; init; } = true;

    /// <summary>Whether a subject that the annual wheel reserved falls away at the freeze when nobody has filled it.</summary>
    public bool DropsEmptyReservations { get; init; } = true;

    /// <summary>The last day of a constituent meeting, in the year after the election (domain.md B).</summary>
    public MonthDay ConstituentLatest { get; init; } = new(1, 31);

    /// <summary>Which deadlines stand in whose calendar.</summary>
    public CalendarSettings Calendar { get; init; } = new();

    /// <summary>For how long what is kept.</summary>
    public Archive.RetentionSettings Retention { get; init; } = new();

    /// <summary>Share of members who must be present for a quorum, 0..1 (domain.md: default half).</summary>
    public double QuorumShare { get; init; } = 0.5;
}

/// <summary>The council's secretariat: sender of every mail.</summary>
/// <param name="Name">As it signs, e.g. <c>KKR-sekretariatet</c>.</param>
/// <param name="Email">The shared mailbox: sender, reply-to, organiser of calendar events.</param>
/// <param name="Phone">Shown to submitters whose item was rejected.</param>
public sealed record Secretariat(string Name, string Email, string Phone);

/// <summary>A municipality.</summary>
/// <param name="Code">Four digits as a string, e.g. <c>0730</c> (domain.md D).</param>
/// <param name="Name">E.g. <c>Randers</c>.</param>
public sealed record Municipality(string Code, string Name);

/// <summary>Deadlines as calendar events with reminders.</summary>
/// <param name="SecretariatDeadlines">Whether each meeting's deadlines stand in the secretariat's calendar.</param>
/// <param name="DirectorDeadlines">Whether the item deadline is sent to the directors' calendars.</param>
public sealed record CalendarSettings(bool SecretariatDeadlines = true, bool DirectorDeadlines = false);
