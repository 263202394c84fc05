using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>Members and deputies say whether they come.</summary>
public sealed class ParticipationHttp(Door door, MeetingDesk desk, IDirectory directory)
{
    [Function(nameof(AnswerInvitation))]
    public Task<IResult> AnswerInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/participation/{post}")] HttpRequest request,
        string council,
        string meeting,
        string post,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (IsAnswered: body.Required("answer"), Answer: body.Choice<ParticipationAnswer>("answer"), Reason: body.Text("reason")),
            async read =>
            {
                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                Post? caller = Caller.Of(request).Entry;
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "invitation-answered",
                    (_, current) => NotTheirs(current, book, caller, post) is { } refusal
                        ? refusal
                        : MeetingRules.RecordParticipation(current, post, read.Answer ?? ParticipationAnswer.Accepted, read.Reason, book, desk.Now),
                    client,
                    cancellation);
            },
            cancellation);

    /// <summary>A member answers for the own seat; the secretariat answers for anybody who rings or writes.</summary>
    private static Refusal? NotTheirs(Meeting meeting, DirectoryBook book, Post? caller, string post) =>
        caller is null or { Kind: PostKind.Secretariat } || caller.Id == post || book.SeatOf(caller.Id, meeting.Date) == book.SeatOf(post, meeting.Date)
            ? null
            : Refusal.OfField(
                "invitation-of-another", "post", "one's own post", post,
                "Indkaldelsen gælder en anden. Svar på din egen, eller bed sekretariatet om hjælp.", "The invitation is another's.") with
            {
                Kind = RefusalKind.Forbidden,
            };
}
