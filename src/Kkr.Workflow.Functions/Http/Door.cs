using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Http.OpenApi;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Http;

/// <summary>The way every change takes from a request to an answer: read, refuse or act, write down, tell the orchestration, answer.</summary>
public sealed class Door(MeetingChanges changes, MeetingDesk desk)
{
    /// <summary>
    /// Reads the body whole; acts only when every field is right. A request that carries a <see cref="BodyShape"/> only asks what would be read.
    /// </summary>
    internal static async Task<IResult> ReadAsync<T>(HttpRequest request, Func<JsonBody, T> read, Func<T, Task<IResult>> act, CancellationToken cancellation)
    {
        if (request.HttpContext.Items[typeof(BodyShape)] is BodyShape shape)
        {
            _ = read(JsonBody.Form(shape));
            return Results.NoContent();
        }

        Result<JsonBody> body = await JsonBody.ReadAsync(request, cancellation);
        if (body.IsRefused)
        {
            return Problem.Of(body.Refusal);
        }

        T value = read(body.Value);
        return body.Value.Close() is { Count: > 0 } refusals ? Problem.Of(refusals) : await act(value);
    }

    /// <summary>
    /// Changes a meeting by a rule that also needs the council, wakes its orchestration and answers the meeting. Where the request replaces a part of the
    /// meeting as a whole, <paramref name="replaces"/> is that part: it has a version of its own, which the caller must name once there is one. Where the caller
    /// is not to see the whole meeting, <paramref name="answer"/> says what they see.
    /// </summary>
    internal async Task<IResult> ChangeMeetingAsync(
        HttpRequest request,
        MeetingKey key,
        string action,
        Func<Domain.Planning.Council, Meeting, Result<Meeting>> rule,
        DurableTaskClient client,
        CancellationToken cancellation,
        Func<Meeting, Task>? then = null,
        Func<Meeting, object?>? replaces = null,
        Func<Meeting, IResult>? answer = null)
    {
        Result<Domain.Planning.Council> council = await desk.CouncilAsync(key.Council, cancellation);
        if (council.IsRefused)
        {
            return Problem.Of(council.Refusal);
        }

        VersionCheck check = replaces is null ? IfMatch(request) : MustMatch(request);
        Result<Meeting> changed = await changes.ApplyAndSignalAsync(
            key,
            meeting => rule(council.Value, meeting),
            client,
            cancellation,
            new MeetingCheck(check, replaces));
        if (changed.IsRefused)
        {
            return Problem.Of(changed.Refusal);
        }

        // From here on the change is stored: a caller who hangs up now must not cut off what follows from it.
        if (then is not null)
        {
            await then(changed.Value);
        }

        await desk.RecordAsync(Caller.Of(request), key, action, key.Meeting, CancellationToken.None, $"{action}|{key}|{changed.Value.Revision}", after: $"{changed.Value.Revision}");
        return answer is null ? Json(changed.Value) : answer(changed.Value);
    }

    internal static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => JsonAnswer.Of(value, status);

    /// <summary>Answers something that can be replaced or changed, with its version.</summary>
    /// <param name="request">The request.</param>
    /// <param name="value">What is answered.</param>
    /// <param name="version">Its tag: <see cref="EntityTag.OfVersion"/> or <see cref="EntityTag.OfContent"/>.</param>
    /// <param name="status">The status code.</param>
    internal static IResult Json<T>(HttpRequest request, T value, string version, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.ETag = version;
        return Json(value, status);
    }

    /// <summary>The caller may say which version the change was made for.</summary>
    internal static VersionCheck IfMatch(HttpRequest request) => VersionCheck.Optional(request);

    /// <summary>The caller must say which version is to be replaced.</summary>
    internal static VersionCheck MustMatch(HttpRequest request) => VersionCheck.Required(request);
}
