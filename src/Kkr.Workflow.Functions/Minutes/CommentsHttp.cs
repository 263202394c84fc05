using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Members and directors comment on the draft minutes, and the secretariat answers.</summary>
public sealed class CommentsHttp(Door door, MeetingDesk desk)
{
    [Function(nameof(ListMinutesComments))]
    public async Task<IResult> ListMinutesComments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/minutes/comments")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        Caller caller = Caller.Of(request);
        return found.IsRefused
            ? Problem.Of(found.Refusal)
            : Door.Json(found.Value.Value.Minutes.Comments.Where(comment => caller.SeesUnpublished || comment.Post == caller.Post));
    }

    [Function(nameof(CommentOnMinutes))]
    public Task<IResult> CommentOnMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/minutes/comments")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Text: body.RequiredText("text"), Item: body.Text("item")),
            read => ChangeAsync(
                request,
                new MeetingKey(council, meeting),
                "minutes-commented",
                (found, current, post) => CommentRules.Add(current, found, post, read.Item, read.Text, desk.Now),
                changed => changed.Minutes.Comments.Last(comment => comment.Post == Caller.Of(request).Post && comment.Text == read.Text.Trim()),
                StatusCodes.Status201Created,
                client,
                cancellation),
            cancellation);

    [Function(nameof(ChangeMinutesComment))]
    public Task<IResult> ChangeMinutesComment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/minutes/comments/{number:int:min(1)}")] HttpRequest request,
        string council,
        string meeting,
        int number,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("text"),
            text => ChangeAsync(
                request,
                new MeetingKey(council, meeting),
                "minutes-comment-changed",
                (found, current, post) => CommentRules.Change(current, found, number, post, text, desk.Now),
                changed => changed.Minutes.Comments.First(comment => comment.Number == number),
                StatusCodes.Status200OK,
                client,
                cancellation),
            cancellation);

    [Function(nameof(AnswerMinutesComment))]
    public Task<IResult> AnswerMinutesComment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/minutes/comments/{number:int:min(1)}/answer")] HttpRequest request,
        string council,
        string meeting,
        int number,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Answer: body.RequiredText("answer"), IsTakenIn: body.Required("isTakenIn") && (body.Flag("isTakenIn") ?? false)),
            read => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "minutes-comment-answered",
                (_, current) => CommentRules.Answer(current, number, read.Answer, read.IsTakenIn, desk.Now),
                client,
                cancellation,
                answer: changed => Door.Json(changed.Minutes.Comments.First(comment => comment.Number == number))),
            cancellation);

    /// <summary>Changes comments, answers the one that it is about, and lets the secretariat know of it.</summary>
    private Task<IResult> ChangeAsync(
        HttpRequest request,
        MeetingKey key,
        string action,
        Func<Domain.Planning.Council, Meeting, string, Result<Meeting>> rule,
        Func<Meeting, MinutesComment> comment,
        int status,
        DurableTaskClient client,
        CancellationToken cancellation) =>
        door.ChangeMeetingAsync(
            request,
            key,
            action,
            (found, current) => rule(found, current, Caller.Of(request).Post),
            client,
            cancellation,
            changed => MailQueue.QueueAsync(
                client, [MailingTask.ToSecretariat(key, MailKind.MinutesComment, comment(changed).Number, "comment")], CancellationToken.None),
            answer: changed => Door.Json(comment(changed), status));
}
