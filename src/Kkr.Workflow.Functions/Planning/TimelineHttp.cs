using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>
/// A meeting's timeline, and what a move or a cancellation would make of it. The previews are read, not posted: an address that cannot change anything is
/// safer than a switch that must not be misspelt.
/// </summary>
public sealed class TimelineHttp(MeetingDesk desk, IMeetings meetings, IDirectory directory)
{
    private const string Route = "councils/{council}/meetings/{meeting}";

    [Function(nameof(ReadTimeline))]
    public async Task<IResult> ReadTimeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/timeline")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(new MeetingKey(council, meeting), cancellation);
        return open.IsRefused ? Problem.Of(open.Refusal) : Door.Json(TimelineView.Of(open.Value.Meeting, open.Value.Council, desk.Now));
    }

    [Function(nameof(PreviewMove))]
    public async Task<IResult> PreviewMove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/move-preview")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        (MoveAsked asked, IReadOnlyList<Refusal> refusals) = Query.Read(request, MoveAsked.Read);
        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        IReadOnlyList<Meeting> all = await meetings.ListAsync(council, cancellation);
        return await PreviewAsync(
            new MeetingKey(council, meeting),
            (current, found) => MeetingRules.Move(
                current,
                asked.Date,
                asked.Start ?? current.Start,
                asked.End ?? current.End,
                null,
                desk.Now,
                found,
                [.. all.Where(other => other.Key != current.Key)],
                asked.Reopen),
            _ => null,
            cancellation);
    }

    [Function(nameof(PreviewCancellation))]
    public async Task<IResult> PreviewCancellation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/cancellation-preview")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> all = await meetings.ListAsync(council, cancellation);
        return await PreviewAsync(
            new MeetingKey(council, meeting),
            (current, _) => MeetingRules.Cancel(current, "?", desk.Now),
            current => AgendaRules.NextTakingItems(all, current.Date)?.Key.Meeting,
            cancellation);
    }

    private async Task<IResult> PreviewAsync(
        MeetingKey key, Func<Meeting, Council, Result<Meeting>> rule, Func<Meeting, string?> itemsTo, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return Problem.Of(open.Refusal);
        }

        (Council council, Meeting before) = open.Value;
        Result<Meeting> after = rule(before, council);
        if (after.IsRefused)
        {
            return Problem.Of(after.Refusal);
        }

        DirectoryBook book = (await directory.LoadAsync(key.Council, cancellation)).Value;
        return Door.Json(WhatIf.Of(before, after.Value, council, book, desk.Now, itemsTo(before)));
    }

    /// <summary>Where a meeting might be moved to; without times it keeps those it has.</summary>
    internal sealed record MoveAsked(DateOnly Date, TimeOnly? Start, TimeOnly? End, bool Reopen)
    {
        public static MoveAsked Read(Query query) => new(query.Date("date", isRequired: true) ?? default, query.Time("start"), query.Time("end"), query.Flag("reopen") ?? false);
    }
}
