namespace Kkr.Workflow.Domain.Invitation;

/// <summary>A municipality's answer to the call for items. An item is an answer too.</summary>
/// <param name="Municipality">Code.</param>
/// <param name="HasItems">True when it has submitted items; false for "Ingen punkter".</param>
/// <param name="At">UTC.</param>
/// <param name="ItemCount">How many items it has submitted so far.</param>
public sealed record Reply(string Municipality, bool HasItems, DateTimeOffset At, int ItemCount)
{
    public int Schema { get; init; } = 1;
}
