using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
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
public sealed class ChairmanshipHttp(Door door, MeetingDesk desk, IDirectory directory)
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
            body => (IsAnswered: body.Required("answer"), Answer: body.Choice<ChairmanshipReply>("answer"), Text: body.Text("text"), Draft: body.Number("draft")),
            async read =>
            {
                MeetingKey key = new(council, meeting);
                string post = Caller.Of(request).Post;
                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                return await door.ChangeMeetingAsync(
                    request,
                    key,
                    "agenda-answered",
                    (found, current) => IsChairmanship(book, post, found)
                        ? MeetingRules.RecordChairmanshipAnswer(
                            current,
                            new ChairmanshipAnswer(post, read.Answer == ChairmanshipReply.Approved, read.Text, desk.Now) { Draft = read.Draft })
                        : NotChairmanship(post),
                    client,
                    cancellation,
                    changed => read.Answer == ChairmanshipReply.Comments ? TellSecretariatAsync(client, changed, post) : Task.CompletedTask);
            },
            cancellation);

    /// <summary>The secretariat answers the chairmanship's comments, with words, a new draft, or both. The freeze waits for it.</summary>
    [Function(nameof(AnswerComments))]
    public Task<IResult> AnswerComments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/chairmanship/answers")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Text: body.Text("text"), WithNewDraft: body.Flag("newDraft") ?? false),
            answer => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "comments-answered",
                (_, current) => AgendaHold.Answer(current, Caller.Of(request).Post, answer.Text, answer.WithNewDraft, desk.Now),
                client,
                cancellation),
            cancellation);

    /// <summary>Also when the answer was there already: whoever stored it may have died before the mail was queued. Its key keeps it from going out twice.</summary>
    private static Task TellSecretariatAsync(DurableTaskClient client, Meeting meeting, string post)
    {
        int number = meeting.ChairmanshipAnswers.ToList().FindLastIndex(answer => answer.Post == post) + 1;
        return MailQueue.QueueAsync(
            client, [MailingTask.ToSecretariat(meeting.Key, MailKind.AgendaComments, number, "chairmanship")], CancellationToken.None);
    }

    private bool IsChairmanship(DirectoryBook book, string post, Council council) =>
        book.Chairmanship(LocalTime.ToLocal(desk.Now, council.TimeZone).Date).Any(holder => holder.Post.Id == post);

    private static Refusal NotChairmanship(string post) => new(
        "not-the-chairmanship",
        "Kun formandskabet kan svare på udkastet til dagsorden.",
        "Only the chairmanship answers the draft agenda.")
    {
        Field = Caller.Header,
        Rule = "must be a post of the chairmanship",
        Value = RequestRefusals.Shorten(post),
    };
}
