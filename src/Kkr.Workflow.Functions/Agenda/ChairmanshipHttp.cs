using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>What the chairmanship may answer to a draft agenda.</summary>
internal enum ChairmanshipReply
{
    Approved,
    Comments,
}

/// <summary>The chairmanship's answer to the draft agenda.</summary>
public sealed class ChairmanshipHttp(Door door, MeetingDesk desk)
{
    [Function(nameof(AnswerDraftAgenda))]
    public Task<IResult> AnswerDraftAgenda(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/chairmanship")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (IsAnswered: body.Required("answer"), Answer: body.Choice<ChairmanshipReply>("answer"), Text: body.Text("text")),
            read => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "agenda-answered",
                (_, current) => MeetingRules.RecordChairmanshipAnswer(
                    current,
                    new ChairmanshipAnswer(Caller.Of(request).Post, read.Answer == ChairmanshipReply.Approved, read.Text, desk.Now)),
                client,
                cancellation),
            cancellation);
}
