namespace Kkr.Workflow.Domain.Invitation;

/// <summary>A municipality's answer to the call for items. An item is an answer too.</summary>
/// <param name="Municipality">The municipality's code; for the directors' network or the secretariat its post.</param>
/// <param name="HasItems">True when it has submitted items; false for "Ingen punkter".</param>
/// <param name="At">UTC.</param>
/// <param name="ItemCount">How many items it has submitted so far.</param>
public sealed record Reply(string Municipality, bool HasItems, DateTimeOffset At, int ItemCount)
{
    public int Schema { get; init; } = 1;

    /// <summary>True when it came after the item deadline; it is taken all the same.</summary>
    public bool IsLate { get; init; }
}
