using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>How the dispatch of an agenda stands.</summary>
/// <param name="SentAt">When the sending was done, UTC; null before.</param>
/// <param name="Latest">The last day on which the agenda may be dispatched.</param>
/// <param name="IsComplete">True when it has been sent and nobody is left without it.</param>
/// <param name="Override">Who answers for it, when somebody had to.</param>
/// <param name="Left">Posts that have not been reached.</param>
/// <param name="Recipients">Everybody, with state, mailing key and instants.</param>
public sealed record DispatchView(
    DateTimeOffset? SentAt, DateOnly Latest, bool IsComplete, DispatchOverride? Override, IReadOnlyList<string> Left, IReadOnlyList<DispatchProof> Recipients);

/// <summary>Evidence of an agenda's dispatch, and who answers for it by name when it is late or did not reach everybody.</summary>
public sealed class DispatchHttp(Door door, MeetingDesk desk, AgendaLookout lookout)
{
    private const string Route = "councils/{council}/meetings/{meeting}/dispatch";

    /// <summary>The parameter that asks for the agenda as one PDF with its attachments.</summary>
    private const string WithAttachments = "attachments";

    /// <summary>What an agenda may be asked as.</summary>
    internal static (EditionFormat? Format, bool? WithAttachments) CopyOf(Query query) => (AskedEdition.Wanted(query), query.Flag(WithAttachments));

    [Function(nameof(ReadDispatch))]
    public async Task<IResult> ReadDispatch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(new MeetingKey(council, meeting), cancellation);
        if (open.IsRefused)
        {
            return Problem.Of(open.Refusal);
        }

        Meeting found = open.Value.Meeting;
        DispatchEvidence evidence = await lookout.EvidenceAsync(found, cancellation);
        DateTimeOffset? sent = found.Completed.LastOrDefault(done => done.Step == MeetingStep.Dispatch)?.At;
        return Door.Json(new DispatchView(
            sent,
            Timeline.Of(found, open.Value.Council).LatestDispatch,
            sent is not null && evidence.IsComplete,
            found.DispatchOverride,
            [.. evidence.Recipients.Where(proof => !proof.IsReached).Select(proof => proof.Recipient)],
            evidence.Recipients));
    }

    [Function(nameof(OverrideDispatch))]
    public Task<IResult> OverrideDispatch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/override")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Post: body.RequiredText("post"), Reason: body.RequiredText("reason")),
            async read =>
            {
                if (!await desk.HasPostAsync(council, read.Post, cancellation))
                {
                    return Problem.Of(RequestRefusals.NoSuch("post", "Posten", read.Post));
                }

                MeetingKey key = new(council, meeting);
                Result<Stored<Meeting>> found = await desk.MeetingAsync(key, cancellation);
                bool isReached = !found.IsRefused && (await lookout.EvidenceAsync(found.Value.Value, cancellation)).IsComplete;
                return await door.ChangeMeetingAsync(
                    request,
                    key,
                    "dispatch-overridden",
                    (_, current) => MeetingRules.OverrideDispatch(current, read.Post, read.Reason, desk.Now, isReached),
                    client,
                    cancellation);
            },
            cancellation);

    /// <summary>The agenda that holds: mails and invitations lead here, so that a withdrawn item or a new date leaves nobody with an old edition.</summary>
    [Function(nameof(ReadCurrentAgenda))]
    public async Task<IResult> ReadCurrentAgenda(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/agenda")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(new MeetingKey(council, meeting), cancellation);
        if (open.IsRefused)
        {
            return Problem.Of(open.Refusal);
        }

        // The first mails arrive while the last are being sent.
        Meeting found = open.Value.Meeting;
        bool isOut = found.HasDone(MeetingStep.Dispatch)
            || (Timeline.Next(found, open.Value.Council, desk.Now) is { Step: MeetingStep.Dispatch } dispatch && dispatch.Instant <= desk.Now);
        if (!isOut || AgendaRules.Current(found) is not { } edition)
        {
            return Problem.Of(RequestRefusals.NoSuch("agenda", "Dagsordenen for møde", meeting));
        }

        // What else stands in the query was put there by others' programs.
        ((_, bool? isWhole), IReadOnlyList<Refusal> refusals) = Query.Read(request, CopyOf);
        if (refusals.FirstOrDefault(refusal => refusal.Field == WithAttachments) is { } malformed)
        {
            return Problem.Of(malformed);
        }

        string page = EditionFiles.NameOf(edition.Path);
        if (isWhole == true)
        {
            return Results.Redirect("documents/" + Uri.EscapeDataString(AskedCopy.NameOf(page, number: null, EditionFormat.Pdf)));
        }

        Result<EditionFormat> format = AskedEdition.FormatOf(request, edition.FormatsOf(), name: null);
        return format.IsRefused
            ? Problem.Of(format.Refusal)
            : Results.Redirect("documents/" + Uri.EscapeDataString(EditionFiles.PathOf(page, format.Value)));
    }
}
