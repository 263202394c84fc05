using System.Collections.Immutable;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Who acts, and how far <see cref="Permissions"/> lets them. The post goes into the audit log.</summary>
/// <param name="Post">A post of the directory, <c>secretariat</c>, <c>operator</c> or <c>public</c>.</param>
/// <param name="Entry">The post as the directory has it; null where the directory has none.</param>
internal sealed record Caller(string Post, Post? Entry = null)
{
    public const string Header = "X-Acting-Post";
    public const string Secretariat = "secretariat";

    private static readonly object Place = new();

    /// <summary>What the post is.</summary>
    public ImmutableHashSet<Role> Roles { get; init; } = [Role.Public];

    /// <summary>How it is known.</summary>
    public Proof Proof { get; init; }

    /// <summary>The person behind the post, by id, where that is known.</summary>
    public string? Person { get; init; }

    /// <summary>How far the caller is let into the operation that is under way.</summary>
    public Grant Grant { get; init; }

    /// <summary>How far the caller may read what is confidential.</summary>
    public Grant Confidential { get; init; }

    /// <summary>The link that was followed, where that is how the caller is known.</summary>
    public SignedLink? Link { get; init; }

    public bool IsSecretariat => Roles.Contains(Role.Secretariat);

    /// <summary>True when the caller sees a meeting before it is published.</summary>
    public bool SeesUnpublished => (Grant & (Grant.Yes | Grant.Open)) != Grant.No;

    /// <summary>The caller of a request that has been let through.</summary>
    public static Caller Of(HttpRequest request) => request.HttpContext.Items[Place] as Caller ?? new Caller(Standing.PublicPost);

    /// <summary>Remembers the caller for the rest of the request.</summary>
    public static void Know(HttpRequest request, Caller caller) => request.HttpContext.Items[Place] = caller;

    /// <summary>Why the caller may not act for a municipality (null: for none); null when they may.</summary>
    public Refusal? RefusalOf(string? municipality) =>
        (Grant & (Grant.OwnMunicipality | Grant.Own)) == Grant.No || Grant.HasFlag(Grant.Yes) || municipality == Entry?.Municipality
            ? null
            : AccessRefusals.OtherMunicipality(municipality ?? "");

    /// <summary>True for a municipality's own post, where the operation is open to those.</summary>
    public bool IsOf(string? municipality) =>
        municipality is not null && Grant.HasFlag(Grant.OwnMunicipality) && Entry?.Municipality == municipality;
}
