using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>The secretariat submits the minutes, and corrects them until they are approved.</summary>
public sealed class MinutesHttp(Door door, MeetingDesk desk, IItems items, IDirectory directory)
{
    [Function(nameof(SubmitMinutes))]
    public Task<IResult> SubmitMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/minutes")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.Flag("withoutAttendance") ?? false,
            async withoutAttendance =>
            {
                List<Item> onMeeting = [.. (await items.ListAsync(council, meeting, cancellation)).Select(item => item.Value)];
                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "minutes-submitted",
                    (found, current) => MeetingRules.SubmitMinutes(current, onMeeting, desk.Now, found, book, withoutAttendance),
                    client,
                    cancellation);
            },
            cancellation);

    [Function(nameof(CorrectMinutes))]
    public Task<IResult> CorrectMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/minutes/corrections")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            async reason =>
            {
                List<Item> onMeeting = [.. (await items.ListAsync(council, meeting, cancellation)).Select(item => item.Value)];
                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "minutes-corrected",
                    (found, current) => MeetingRules.DecidedWithoutQuorum(current, onMeeting, found, book) is { } refusal
                        ? refusal
                        : MeetingRules.Correct(
                            current,
                            reason,
                            Caller.Of(request).Post,
                            EditionRules.PartsOf(current, AgendaRules.Number(found, current, AgendaRules.Fixed(onMeeting)).Items),
                            desk.Now,
                            current.Minutes.Editions is [.., { } newest] && EditionRules.Exposes(newest, onMeeting)),
                    client,
                    cancellation);
            },
            cancellation);
}
