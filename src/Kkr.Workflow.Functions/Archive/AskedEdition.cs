using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>
/// The format of an edition that a request asks for. It is named by the parameter <c>format</c>, else by the ending of the address, else chosen by <c>Accept</c>.
/// </summary>
internal static class AskedEdition
{
    private const string Parameter = "format";

    /// <summary>The parameter, as the description has it.</summary>
    public static EditionFormat? Wanted(Query query) => query.Choice<EditionFormat>(Parameter);

    /// <summary>The edition that a name means, whatever its ending, and the copy of it that is wanted, if any; null when it means none.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="name">The last part of the address.</param>
    /// <param name="forMembers">True for the members' print.</param>
    public static (IEdition Edition, AskedCopy? Copy)? Find(Meeting meeting, string name, bool forMembers)
    {
        AskedCopy? copy = null;
        IEdition? found = EditionOf(meeting, name, forMembers)
            ?? ((copy = AskedCopy.Of(name)) is { Edition: var of } ? EditionOf(meeting, of, forMembers) : null);
        return found is null ? null : (found, copy);
    }

    private static IEdition? EditionOf(Meeting meeting, string name, bool forMembers)
    {
        string stem = EditionFiles.FormatOf(name) is null ? name : EditionFiles.StemOf(name);
        string page = EditionFiles.PathOf($"{meeting.Key.Council}/{meeting.Key.Meeting}/{stem}.", EditionFormat.Html);
        return meeting.EditionAt(page, forMembers);
    }

    /// <summary>The format, or why it cannot be had.</summary>
    /// <param name="request">The request.</param>
    /// <param name="has">What there is.</param>
    /// <param name="name">The last part of the address; null where the address names no document.</param>
    public static Result<EditionFormat> FormatOf(HttpRequest request, IReadOnlyList<EditionFormat> has, string? name)
    {
        // What else stands in the query was put there by others' programs and is none of our business.
        (EditionFormat? wanted, IReadOnlyList<Refusal> refusals) = Query.Read(request, Wanted);
        if (refusals.FirstOrDefault(refusal => refusal.Field == Parameter) is { } malformed)
        {
            return malformed;
        }

        if ((wanted ?? (name is null ? null : EditionFiles.FormatOf(name))) is { } named)
        {
            return has.Contains(named)
                ? named
                : RequestRefusals.NoSuch(Parameter, "Formatet", EditionFiles.EndingOf(named)[1..]);
        }

        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return Preferred(request, has) is { } best
            ? best
            : RequestRefusals.NotAcceptable(request.Headers.Accept.ToString(), [.. has.Select(EditionFormats.MediaTypeOf)]);
    }

    /// <summary>The format that the caller likes best; of those liked alike, the first.</summary>
    private static EditionFormat? Preferred(HttpRequest request, IReadOnlyList<EditionFormat> has)
    {
        (EditionFormat Format, double Quality)[] liked = [.. has
            .Select(format => (format, NegotiationMiddleware.QualityOf(request.Headers.Accept, EditionFormats.MediaTypeOf(format))))
            .Where(one => one.Item2 > 0)
            .OrderByDescending(one => one.Item2)];
        return liked.Length == 0 ? null : liked[0].Format;
    }
}
