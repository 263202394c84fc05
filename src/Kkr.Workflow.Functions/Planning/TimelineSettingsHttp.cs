using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A deadline of a waiting meeting that a change of the settings moved.</summary>
public sealed record MovedDeadline(string Meeting, MeetingStep Step, DateTimeOffset From, DateTimeOffset To);

/// <summary>The settings as they are now, with every deadline that they moved, and meetings that now lie on a closing day.</summary>
public sealed record ChangedTimeline(TimelineSettings Timeline, IReadOnlyList<MovedDeadline> Moved, IReadOnlyList<string> OnClosingDay);

/// <summary>A council's deadlines, quiet weeks and closing days, by themselves: nothing else of the council has to be sent along.</summary>
public sealed class TimelineSettingsHttp(MeetingDesk desk, ICouncils councils, IMeetings meetings)
{
    private const string Route = "councils/{council}/timeline";

    [Function(nameof(ReadTimelineSettings))]
    public async Task<IResult> ReadTimelineSettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        return found.IsRefused ? Problem.Of(found.Refusal) : Door.Json(request, found.Value.Timeline, EntityTag.OfContent(found.Value.Timeline));
    }

    /// <summary>Waiting meetings are recomputed at once. A deadline that has passed stays passed.</summary>
    [Function(nameof(ChangeTimelineSettings))]
    public async Task<IResult> ChangeTimelineSettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string council,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<TimelineSettings> read = (await JsonBody.ReadElementAsync(request, cancellation)).Then(JsonShape.Read<TimelineSettings>);
        if (read.IsRefused)
        {
            return Problem.Of(read.Refusal);
        }

        if (await councils.FindAsync(council, cancellation) is not { } known)
        {
            return Problem.Of(RequestRefusals.NoSuch("council", "Rådet", council));
        }

        if (Door.MustMatch(request).RefusalOf(EntityTag.OfContent(known.Value.Timeline)) is { } outdated)
        {
            return Problem.Of(outdated);
        }

        Council changed = known.Value with { Timeline = read.Value };
        if (CouncilRules.Validate(changed) is { Count: > 0 } refusals)
        {
            return Problem.Of(refusals);
        }

        await councils.SaveAsync(changed, known.ETag, cancellation);
        await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), "timeline-changed", council, CancellationToken.None);
        List<Meeting> open =
            [.. (await meetings.ListAsync(council, CancellationToken.None)).Where(meeting => meeting.Phase is not (MeetingPhase.Approved or MeetingPhase.Cancelled))];
        foreach (Meeting meeting in open)
        {
            await MeetingSignal.SendAsync(client, meeting.Key, meeting.Revision, CancellationToken.None);
        }

        WorkingDays days = new(changed.Timeline);
        ChangedTimeline answer = new(
            changed.Timeline,
            [.. open.SelectMany(meeting => Moved(meeting, known.Value, changed))],
            [.. open.Where(meeting => meeting.Phase <= MeetingPhase.Dispatched && !days.IsWorkingDay(meeting.Date)).Select(meeting => meeting.Key.Meeting)]);
        return Door.Json(request, answer, EntityTag.OfContent(changed.Timeline));
    }

    private static IEnumerable<MovedDeadline> Moved(Meeting meeting, Council before, Council after)
    {
        Timeline was = Timeline.Of(meeting, before);
        return Timeline.Of(meeting, after).Deadlines
            .Where(deadline => !meeting.HasDoneNow(deadline.Step))
            .Select(deadline => (deadline, earlier: was.Find(deadline.Step)))
            .Where(pair => pair.earlier is not null && pair.earlier.Instant != pair.deadline.Instant)
            .Select(pair => new MovedDeadline(meeting.Key.Meeting, pair.deadline.Step, pair.earlier!.Instant, pair.deadline.Instant));
    }
}
