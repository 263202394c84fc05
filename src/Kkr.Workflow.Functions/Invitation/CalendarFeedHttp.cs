using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Calendar;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>
/// The council's calendar to subscribe to: its meetings for everybody, and for somebody whose post is known the deadlines and tasks of that
/// post as well.
/// </summary>
public sealed class CalendarFeedHttp(MeetingDesk desk, IMeetings meetings, IFollowUps followUps, Links links)
{
    [Function(nameof(ReadCalendar))]
    public async Task<IResult> ReadCalendar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/calendar.ics")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Caller caller = Caller.Of(request);
        bool isPublic = caller.Roles.SetEquals([Role.Public]);
        CalendarFeed feed = new(found.Value, isPublic ? $"Møder i {found.Value.Name}" : $"Møder og frister i {found.Value.Name}");
        IReadOnlyList<Meeting> all = await meetings.ListAsync(council, cancellation);
        foreach (Meeting meeting in all)
        {
            // The reason for a cancellation is told to those who were invited.
            feed.Add(isPublic ? meeting with { CancelledBecause = null } : meeting, links.Meeting(meeting.Key));
        }

        PostKind? kind = caller.IsSecretariat ? PostKind.Secretariat : caller.Entry?.Kind;
        if (kind is { } post)
        {
            AddDeadlines(feed, found.Value, all, post);
            await AddTasksAsync(feed, council, all, caller, cancellation);
        }

        RenderedDocument file = feed.Render();
        request.HttpContext.Response.Headers.CacheControl = isPublic ? "public, max-age=900" : "private, no-store";
        return Results.File(file.Content, file.ContentType, file.Name);
    }

    private void AddDeadlines(CalendarFeed feed, Council council, IReadOnlyList<Meeting> all, PostKind kind)
    {
        foreach (Meeting meeting in all)
        {
            Timeline timeline = Timeline.Of(meeting, council);
            foreach ((MeetingStep step, string what) in CalendarDeadlines.Of(kind))
            {
                if (timeline.Find(step) is { } deadline)
                {
                    feed.Add(meeting, deadline, what, links.Meeting(meeting.Key));
                }
            }
        }
    }

    private async Task AddTasksAsync(CalendarFeed feed, string council, IReadOnlyList<Meeting> all, Caller caller, CancellationToken cancellation)
    {
        foreach (FollowUpTask task in await followUps.ListAsync(council, cancellation))
        {
            if (OwnThings.IsOwn(task, caller.Post) && all.FirstOrDefault(meeting => meeting.Key == task.Meeting) is { } meeting)
            {
                feed.Add(task, meeting.Minutes.SubmittedAt ?? meeting.ScheduledAt);
            }
        }
    }
}
