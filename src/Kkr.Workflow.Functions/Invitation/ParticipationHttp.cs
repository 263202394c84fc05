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
                Caller caller = Caller.Of(request);
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "invitation-answered",
                    (_, current) => NotTheirs(current, book, caller, post) is { } refusal
                        ? refusal
                        : MeetingRules.RecordParticipation(current, post, read.Answer ?? ParticipationAnswer.Accepted, read.Reason, book, desk.Now),
                    client,
                    cancellation,
                    answer: changed => Door.Json(AnswerOf(changed, book, post)));
            },
            cancellation);

    private static InvitationAnswer AnswerOf(Meeting meeting, DirectoryBook book, string post)
    {
        string seat = book.SeatOf(post, meeting.Date);
        return new InvitationAnswer(
            meeting.Participations.First(known => known.Post == seat),
            meeting.DeputyCalls.LastOrDefault(call => call.Seat == seat && call.EndedAt is null)?.Deputy);
    }

    /// <summary>A member answers for the own seat; the secretariat answers for anybody who rings or writes.</summary>
    private static Refusal? NotTheirs(Meeting meeting, DirectoryBook book, Caller caller, string post) =>
        caller.IsSecretariat || caller.Post == post || book.SeatOf(caller.Post, meeting.Date) == book.SeatOf(post, meeting.Date)
            ? null
            : Refusal.OfField(
                "invitation-of-another", "post", "one's own post", post,
                "Indkaldelsen gælder en anden. Svar på din egen, eller bed sekretariatet om hjælp.", "The invitation is another's.") with
            {
                Kind = RefusalKind.Forbidden,
            };
}

/// <summary>An answer to the invitation as it is kept.</summary>
/// <param name="Participation">The answer.</param>
/// <param name="Deputy">The deputy's post that is called instead, or null.</param>
public sealed record InvitationAnswer(Participation Participation, string? Deputy);
