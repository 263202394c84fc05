namespace Kkr.Workflow.Domain.Agenda;

/// <summary>
/// An attachment that was promised and is not there yet. While one is awaited the minutes are not published: see
/// <see cref="ItemRules.Awaited"/>.
/// </summary>
/// <param name="Number">1, 2, … within the item.</param>
/// <param name="What">What is to come, e.g. <c>Oplægget</c>.</param>
/// <param name="OwnerPost">The post that owes it, or null when nobody was named.</param>
public sealed record PromisedAttachment(int Number, string What, string? OwnerPost = null)
{
    /// <summary>The name of the attachment that it became, once it came.</summary>
    public string? Arrived { get; init; }

    /// <summary>Why the secretariat publishes without it, or null.</summary>
    public string? WaivedBecause { get; init; }

    /// <summary>True until it comes or is given up.</summary>
    public bool IsAwaited() => Arrived is null && WaivedBecause is null;
}

/// <summary>A promised attachment that publishing waits for.</summary>
public sealed record AwaitedAttachment(Item Item, PromisedAttachment Promise);
