using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Whoever calls: every capacity they may act in, and how that is known.</summary>
internal sealed record Identity(Proof Proof, IReadOnlyList<Standing> Standings, string? Person = null)
{
    public static Identity Unknown { get; } = new(Proof.None, [Standing.Everybody]);
}

/// <summary>Finds out who calls.</summary>
public sealed class Callers(IDirectory directory, ICouncils councils, IOptions<AccessOptions> options, TimeProvider time)
{
    private const string SecretariatRole = "Secretariat";
    private const string OperatorRole = "Operator";

    internal async Task<Result<Identity>> IdentifyAsync(HttpRequest request, CancellationToken cancellation)
    {
        string? council = request.RouteValues["council"] as string;
        string claimed = request.Headers[Caller.Header].ToString();
        if (options.Value.TrustActingPost && claimed.Length > 0)
        {
            return await ClaimedAsync(claimed, council, cancellation);
        }

        if (options.Value.IsPlatformSignInOn && PlatformPrincipal.Of(request) is { } principal)
        {
            return await SignedInAsync(principal, council, cancellation);
        }

        return options.Value.TrustActingPost
            ? new Identity(Proof.Claimed, [Standing.Secretariat(await BookAsync(council, cancellation))])
            : Identity.Unknown;
    }

    private async Task<Result<Identity>> ClaimedAsync(string claimed, string? council, CancellationToken cancellation)
    {
        DirectoryBook book = await BookAsync(council, cancellation);
        switch (claimed)
        {
            case Caller.Secretariat:
                return new Identity(Proof.Claimed, [Standing.Secretariat(book)]);
            case Standing.OperatorPost:
                return new Identity(Proof.Claimed, [Standing.Operator]);
            case Standing.PublicPost:
                return Identity.Unknown;
            default:
                if (council is null)
                {
                    return new Identity(Proof.Claimed, [Standing.Everybody]);
                }

                return book.Posts.FirstOrDefault(post => post.Id == claimed) is { } entry
                    ? new Identity(Proof.Claimed, [Standing.Of(entry, book, await TodayAsync(council, cancellation))])
                    : RequestRefusals.PostUnknown(claimed);
        }
    }

    /// <summary>The tenant's roles make secretaries and operators; every other role comes from the posts that the person holds today.</summary>
    private async Task<Result<Identity>> SignedInAsync(PlatformPrincipal principal, string? council, CancellationToken cancellation)
    {
        DirectoryBook book = await BookAsync(council, cancellation);
        List<Standing> standings = [];
        if (principal.AppRoles.Any(role => role == SecretariatRole || (council is not null && role == $"{SecretariatRole}.{council}")))
        {
            standings.Add(Standing.Secretariat(book));
        }

        if (principal.AppRoles.Contains(OperatorRole))
        {
            standings.Add(Standing.Operator);
        }

        DateOnly today = await TodayAsync(council, cancellation);
        HashSet<string> people = [.. book.People.Where(person => principal.Emails.Contains(person.Email, StringComparer.OrdinalIgnoreCase)).Select(person => person.Id)];
        standings.AddRange(book.Posts
            .Where(post => book.Holder(post.Id, today) is { PersonId: { } holder } && people.Contains(holder))
            .Select(post => Standing.Of(post, book, today)));
        standings.Add(Standing.Everybody);
        return new Identity(Proof.SignIn, standings, people.Order(StringComparer.Ordinal).FirstOrDefault() ?? principal.ObjectId);
    }

    private async Task<DirectoryBook> BookAsync(string? council, CancellationToken cancellation) =>
        council is null ? new DirectoryBook([], [], []) : (await directory.LoadAsync(council, cancellation)).Value;

    private async Task<DateOnly> TodayAsync(string? council, CancellationToken cancellation)
    {
        string? zone = council is null ? null : (await councils.FindAsync(council, cancellation))?.Value.TimeZone;
        return LocalTime.ToLocal(time.GetUtcNow(), zone ?? "Europe/Copenhagen").Date;
    }
}
