using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where the secretariat does what a mail about a meeting asks of it: answers comments, answers for a dispatch, publishes without an attachment, corrects minutes.</summary>
public sealed class DeskPagesHttp(
    MeetingDesk desk,
    IDirectory directory,
    IItems items,
    AgendaLookout lookout,
    FormGuard guard,
    ChairmanshipHttp chairmanship,
    DispatchHttp dispatch,
    CommentsHttp comments,
    PromisesHttp promises,
    MinutesHttp minutes,
    DraftReader drafts,
    LinkPages pages)
{
    private const string Route = "sekretariat/{council}/{meeting}";

    [Function(nameof(ShowDesk))]
    public async Task<IResult> ShowDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        await ShowAsync(request, new MeetingKey(council, meeting), _ => null, [], cancellation);

    [Function(nameof(ShowDeskAgenda))]
    public Task<IResult> ShowDeskAgenda(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/dagsorden")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        drafts.AgendaAsync(request, new MeetingKey(council, meeting), LinkPurpose.Desk, cancellation);

    [Function(nameof(ShowDeskMinutes))]
    public Task<IResult> ShowDeskMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/referat")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        drafts.MinutesAsync(request, new MeetingKey(council, meeting), LinkPurpose.Desk, cancellation);

    [Function(nameof(SendAnswerToChairmanship))]
    public Task<IResult> SendAnswerToChairmanship(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/formandskab")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        SendAsync(
            request,
            new MeetingKey(council, meeting),
            DeskPage.Chairmanship,
            async (form, current) =>
            {
                string? text = form.Text(DeskPage.Chairmanship + ".text")?.Trim();
                bool isNew = form.Text(DeskPage.Chairmanship + ".newDraft") is not null;
                int seen = Number(form.Text(DeskPage.SeenField)) ?? 0;

                // An answer has no number of its own: what the page had seen tells a form that is sent twice from a second answer.
                if (current.CommentAnswers.Skip(seen).Any(known => known.Text == text && known.WithNewDraft == isNew))
                {
                    return [];
                }

                JsonObject body = new() { ["text"] = text, ["newDraft"] = isNew };
                HttpRequest call = FormCall.Of(request, nameof(ChairmanshipHttp.AnswerComments), HttpMethods.Post, body);
                return FormCall.Read<Meeting>(await chairmanship.AnswerComments(call, council, meeting, client, cancellation)).Refusals;
            },
            cancellation);

    [Function(nameof(SendDispatchOverride))]
    public Task<IResult> SendDispatchOverride(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/udsendelse")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        SendAsync(
            request,
            new MeetingKey(council, meeting),
            DeskPage.Dispatch,
            async (form, current) =>
            {
                string post = form.Text(DeskPage.Dispatch + ".post") ?? "";
                string reason = form.Text(DeskPage.Dispatch + ".reason")?.Trim() ?? "";

                if (Missing(post, reason) is { Count: > 0 } missing)
                {
                    return missing;
                }

                // Whoever let it go out may also answer for those whom it did not reach, in the same words.
                bool isAnswered = !current.HasDone(MeetingStep.Dispatch) || MeetingRules.IsNonDeliveryAnsweredFor(current);
                if (isAnswered && current.DispatchOverride is { } given && given.Post == post && given.Reason == reason)
                {
                    return [];
                }

                HttpRequest call = FormCall.Of(
                    request, nameof(DispatchHttp.OverrideDispatch), HttpMethods.Post, new JsonObject { ["post"] = post, ["reason"] = reason });
                return FormCall.Read<Meeting>(await dispatch.OverrideDispatch(call, council, meeting, client, cancellation)).Refusals;
            },
            cancellation);

    [Function(nameof(SendCommentAnswer))]
    public Task<IResult> SendCommentAnswer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/bemaerkninger/{number:int:min(1)}")] HttpRequest request,
        string council,
        string meeting,
        int number,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        SendAsync(
            request,
            new MeetingKey(council, meeting),
            DeskPage.Comment(number),
            async (form, _) =>
            {
                JsonObject body = new()
                {
                    ["answer"] = form.Text(DeskPage.Comment(number) + ".answer") ?? "",
                    ["isTakenIn"] = form.Text(DeskPage.Comment(number) + ".isTakenIn") is not null,
                };
                HttpRequest call = FormCall.Of(request, nameof(CommentsHttp.AnswerMinutesComment), HttpMethods.Put, body);
                return FormCall.Read<MinutesComment>(await comments.AnswerMinutesComment(call, council, meeting, number, client, cancellation)).Refusals;
            },
            cancellation);

    [Function(nameof(SendWaiver))]
    public Task<IResult> SendWaiver(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/loefter/{item}/{promise:int:min(1)}")] HttpRequest request,
        string council,
        string meeting,
        string item,
        int promise,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        SendAsync(
            request,
            new MeetingKey(council, meeting),
            DeskPage.Promise(item, promise),
            async (form, _) =>
            {
                JsonObject body = new() { ["reason"] = form.Text(DeskPage.Promise(item, promise) + ".reason") ?? "" };
                HttpRequest call = FormCall.Of(request, nameof(PromisesHttp.WaivePromise), HttpMethods.Post, body);
                return FormCall.Read<Item>(await promises.WaivePromise(call, council, item, promise, client, cancellation)).Refusals;
            },
            cancellation);

    [Function(nameof(SendCorrection))]
    public Task<IResult> SendCorrection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/rettelse")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        SendAsync(
            request,
            new MeetingKey(council, meeting),
            DeskPage.Correction,
            async (form, _) =>
            {
                JsonObject body = new() { ["reason"] = form.Text(DeskPage.Correction + ".reason") ?? "" };
                HttpRequest call = FormCall.Of(request, nameof(MinutesHttp.CorrectMinutes), HttpMethods.Post, body);
                return FormCall.Read<Meeting>(await minutes.CorrectMinutes(call, council, meeting, client, cancellation)).Refusals;
            },
            cancellation);

    /// <summary>Takes one of the page's forms. Its fields begin with the form's name, for others have fields of the same kind.</summary>
    private async Task<IResult> SendAsync(
        HttpRequest request, MeetingKey key, string name, Func<SentForm, Meeting, Task<IReadOnlyList<Refusal>>> send, CancellationToken cancellation)
    {
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Desk, cancellation);
        Result<Stored<Meeting>> found = await desk.MeetingAsync(key, cancellation);
        if (form.IsRefused || found.IsRefused)
        {
            return await pages.RefuseAsync(request, (form.Refusal ?? found.Refusal)!, LinkPurpose.Desk, cancellation);
        }

        IReadOnlyList<Refusal> refusals = await send(form.Value, found.Value.Value);
        return refusals.Count > 0
            ? await ShowAsync(request, key, form.Value.Text, [.. refusals.Select(refusal => refusal with { Field = $"{name}.{refusal.Field}" })], cancellation)
            : FormPage.Thank(request, LinkAddresses.Desk(key));
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, MeetingKey key, Func<string, string?> values, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return await pages.RefuseAsync(request, open.Refusal, LinkPurpose.Desk, cancellation);
        }

        (Council council, Meeting meeting) = open.Value;
        MeetingFile file = new(
            council,
            meeting,
            (await directory.LoadAsync(key.Council, cancellation)).Value,
            LocalTime.ToLocal(desk.Now, council.TimeZone).Date);
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(key.Council, key.Meeting, cancellation);
        DeskPage page = new(file, onMeeting, await lookout.EvidenceAsync(meeting, cancellation), new FormSheet(values, refusals), guard.Fields(request, LinkPurpose.Desk));
        return page.Show(request, desk.Now);
    }

    private static List<Refusal> Missing(string post, string reason) =>
    [
        .. post.Length == 0 ? [Refusal.OfField("post-missing", "post", "required", null, "Vælg, hvem der tager ansvaret.", "Choose who answers for it.")] : Array.Empty<Refusal>(),
        .. reason.Length == 0 ? [Refusal.OfField("reason-missing", "reason", "required", null, "Skriv en begrundelse.", "A reason is required.")] : Array.Empty<Refusal>(),
    ];

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
