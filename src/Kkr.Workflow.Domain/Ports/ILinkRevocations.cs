namespace Kkr.Workflow.Domain.Ports;

/// <summary>The links of a post that were issued before an instant are void.</summary>
/// <param name="Council">Council id.</param>
/// <param name="Post">The post that they were sent to.</param>
/// <param name="Meeting">The meeting that they are about; null for all of the post's.</param>
/// <param name="NotBefore">UTC. Links issued before or at this instant are void.</param>
public sealed record LinkRevocation(string Council, string Post, string? Meeting, DateTimeOffset NotBefore)
{
    public int Schema { get; init; } = 1;

    /// <summary>True when a link about a meeting, issued at an instant, is void by this.</summary>
    public bool Voids(string meeting, DateTimeOffset issued) => (Meeting is null || Meeting == meeting) && issued <= NotBefore;
}

/// <summary>Which signed links the secretariat has made void. Kept per post and meeting: a later one takes the place of an earlier.</summary>
public interface ILinkRevocations
{
    /// <summary>Every revocation of a post's links; none when there are none.</summary>
    Task<IReadOnlyList<LinkRevocation>> ListAsync(string council, string post, CancellationToken cancellation);

    /// <summary>Makes the links void. Doing it again moves the instant.</summary>
    Task SaveAsync(LinkRevocation revocation, CancellationToken cancellation);
}
