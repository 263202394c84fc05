using System.Collections.Immutable;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>One of the capacities that somebody may act in: a post and the roles that it gives on that day.</summary>
internal sealed record Standing(string Post, Post? Entry, ImmutableHashSet<Role> Roles)
{
    public const string PublicPost = "public";
    public const string OperatorPost = "operator";

    public static Standing Everybody { get; } = new(PublicPost, null, [Role.Public]);

    public static Standing Operator { get; } = new(OperatorPost, null, [Role.Public, Role.Operator]);

    public static Standing Secretariat(DirectoryBook book) => new(
        Caller.Secretariat,
        book.Posts.FirstOrDefault(post => post.Id == Caller.Secretariat),
        [Role.Public, Role.Secretariat]);

    public static Standing Of(Post post, DirectoryBook book, DateOnly day)
    {
        ImmutableHashSet<Role> roles = [Role.Public, .. RolesOf(post.Kind)];
        return new Standing(post.Id, post, book.Chairmanship(day).Any(holder => holder.Post.Id == post.Id) ? roles.Add(Role.Chairmanship) : roles);
    }

    private static IEnumerable<Role> RolesOf(PostKind kind) => kind switch
    {
        PostKind.Chair or PostKind.ViceChair => [Role.Chairmanship, Role.Member],
        PostKind.Member => [Role.Member],
        PostKind.Deputy => [Role.Deputy],
        PostKind.Director => [Role.Director],
        PostKind.Network => [Role.Network],
        PostKind.Secretariat => [Role.Secretariat],
        PostKind.Observer => [Role.Guest],
        _ => [],
    };
}

/// <summary>How it is known who calls.</summary>
internal enum Proof
{
    /// <summary>It is not: anybody may be calling.</summary>
    None,

    /// <summary>The request says so, and the settings say that it is believed (local run and tests).</summary>
    Claimed,

    /// <summary>App Service authentication signed the person in.</summary>
    SignIn,

    /// <summary>A link that was sent to the post's holder.</summary>
    Link,
}
