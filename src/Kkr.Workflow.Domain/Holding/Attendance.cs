namespace Kkr.Workflow.Domain.Holding;

/// <summary>Who was there.</summary>
/// <param name="Present">Posts of members, deputies and observers present, also of those who came late or left early.</param>
/// <param name="Apologies">Posts of members who sent apologies.</param>
/// <param name="Guests">Names of guests.</param>
public sealed record Attendance(IReadOnlyList<string> Present, IReadOnlyList<string> Apologies, IReadOnlyList<string> Guests)
{
    /// <summary>For those who were not there all the time: when they were. Several for one who left and came back.</summary>
    public IReadOnlyList<PartialPresence> Parts { get; init; } = [];

    /// <summary>The post that chaired the meeting, where it was not the chair; null when nothing is to be said.</summary>
    public string? ChairedBy { get; init; }
}

/// <summary>A part of the meeting during which somebody was there.</summary>
/// <param name="Who">A post of <see cref="Attendance.Present"/> or a name of <see cref="Attendance.Guests"/>.</param>
/// <param name="From">Local time of arrival; null when only the item is known, or there from the start.</param>
/// <param name="Until">Local time of departure; null when only the item is known, or there to the end.</param>
/// <param name="FromItem">Number of the first item taken part in, or null.</param>
/// <param name="UntilItem">Number of the last item taken part in, or null.</param>
public sealed record PartialPresence(string Who, TimeOnly? From = null, TimeOnly? Until = null, string? FromItem = null, string? UntilItem = null);
