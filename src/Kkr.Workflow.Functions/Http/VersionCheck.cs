using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// What a request says of the version it was made for (<c>If-Match</c>, <c>If-None-Match</c>), and the new version that its answer tells. It is asked inside
/// the loop that saves with storage's tag, so that nothing slips in between.
/// </summary>
internal sealed class VersionCheck
{
    private readonly HttpRequest? request;
    private readonly bool isRequired;

    private VersionCheck(HttpRequest? request, bool isRequired) => (this.request, this.isRequired) = (request, isRequired);

    /// <summary>For a change that follows from another one, which was checked.</summary>
    public static VersionCheck None { get; } = new(null, isRequired: false);

    /// <summary>For a change by a rule of its own, which sees fresh state: <c>If-Match</c> may be left out.</summary>
    public static VersionCheck Optional(HttpRequest request) => new(request, isRequired: false);

    /// <summary>For a whole replacement: without <c>If-Match</c> it would overwrite what the caller has never seen.</summary>
    public static VersionCheck Required(HttpRequest request) => new(request, isRequired: true);

    /// <summary>Why the request may not go on, or null.</summary>
    /// <param name="current">The tag of what is there now; null when there is nothing yet.</param>
    public Refusal? RefusalOf(string? current)
    {
        if (request is null)
        {
            return null;
        }

        IHeaderDictionary headers = request.Headers;
        if (headers.IfMatch.Count > 0)
        {
            if (!EntityTagHeaderValue.TryParseList(headers.IfMatch, out IList<EntityTagHeaderValue>? wanted))
            {
                return RequestRefusals.TagMalformed(HeaderNames.IfMatch, headers.IfMatch.ToString());
            }

            return current is null || !wanted.Any(tag => Matches(tag, current)) ? RequestRefusals.Outdated(headers.IfMatch.ToString()) : null;
        }

        if (headers.IfNoneMatch.Count > 0)
        {
            return !EntityTagHeaderValue.TryParseList(headers.IfNoneMatch, out IList<EntityTagHeaderValue>? unwanted)
                ? RequestRefusals.TagMalformed(HeaderNames.IfNoneMatch, headers.IfNoneMatch.ToString())
                : current is not null && unwanted.Any(tag => Matches(tag, current)) ? RequestRefusals.ThereAlready(headers.IfNoneMatch.ToString())
                : Missing(current);
        }

        return Missing(current);
    }

    /// <summary>Puts the new version into the answer.</summary>
    public void Tell(string? tag)
    {
        if (request is not null)
        {
            request.HttpContext.Response.Headers.ETag = tag;
        }
    }

    private Refusal? Missing(string? current) => isRequired && current is not null ? RequestRefusals.VersionMissing() : null;

    // The strong comparison: a weak tag never matches.
    private static bool Matches(EntityTagHeaderValue tag, string current) =>
        tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && EntityTag.IsOfVersion(tag.Tag.ToString(), current));
}
