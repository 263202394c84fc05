namespace Kkr.Workflow.Domain.Holding;

/// <summary>How many of the council's seats were filled, and how many had to be.</summary>
/// <param name="Filled">Seats with a voting member, or a deputy standing in.</param>
/// <param name="Seats">All seats of the council on the day, vacant ones too.</param>
/// <param name="Needed">Seats that must be filled for the meeting to decide.</param>
public sealed record Quorum(int Filled, int Seats, int Needed)
{
    /// <summary>True when the meeting can decide.</summary>
    public bool IsMet => Filled >= Needed;
}
