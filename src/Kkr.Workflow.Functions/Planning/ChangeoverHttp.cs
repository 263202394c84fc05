using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A new election period begins, and its council elects who leads it.</summary>
public sealed class ChangeoverHttp(MeetingDesk desk, IDirectory directory, IMeetings meetings, MeetingChanges changes)
{
    [Function(nameof(RecordChangeover))]
    public async Task<IResult> RecordChangeover(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/changeovers")] HttpRequest request,
        string council,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<JsonElement> body = await JsonBody.ReadElementAsync(request, cancellation);
        Result<Changeover> read = body.Then(JsonShape.Read<Changeover>);
        if (read.IsRefused)
        {
            return Problem.Of(read.Refusal);
        }

        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Changeover changeover = read.Value;
        return await SaveAsync(
            council,
            book => ChangeoverRules.Apply(book, changeover, found.Value),
            async book =>
            {
                await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), "changeover-recorded", $"{changeover.TermBegins:yyyy-MM-dd}", CancellationToken.None);
                await AskAnewAsync(council, changeover.TermBegins, book, client);
                return Door.Json(book, StatusCodes.Status201Created);
            },
            cancellation);
    }

    [Function(nameof(RecordElection))]
    public Task<IResult> RecordElection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/election")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Chair: body.RequiredText("chair"), ViceChair: body.Text("viceChair")),
            async read =>
            {
                MeetingKey key = new(council, meeting);
                Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
                if (open.IsRefused)
                {
                    return Problem.Of(open.Refusal);
                }

                Meeting at = open.Value.Meeting;
                if (at.Phase is < MeetingPhase.Held or MeetingPhase.Cancelled)
                {
                    return Problem.Of(Refusal.OfState(
                        "meeting-not-held", "phase", "an election is recorded from the meeting on", at.Phase.ToString(),
                        $"Et valg kan først skrives, når mødet er begyndt; mødet er i fasen »{at.Phase.InDanish()}«.", "An election is recorded from the meeting on."));
                }

                return await SaveAsync(
                    council,
                    book => ChangeoverRules.Elect(book, new Election(read.Chair, read.ViceChair, at.Date)) is var elected && elected.IsRefused
                        ? (book, [elected.Refusal])
                        : (elected.Value, DirectoryRules.Validate(elected.Value, open.Value.Council)),
                    async book =>
                    {
                        await desk.RecordAsync(Caller.Of(request), key, "chairmanship-elected", meeting, CancellationToken.None);
                        await MeetingSignal.SendAsync(client, key, at.Revision, CancellationToken.None);
                        return Door.Json(book.Chairmanship(at.Date).Select(holder => new ElectedPost(holder.Post.Id, holder.PersonId)));
                    },
                    cancellation);
            },
            cancellation);

    /// <summary>Changes the directory by a rule, again on a fresh one when somebody else was first.</summary>
    private async Task<IResult> SaveAsync(
        string council,
        Func<DirectoryBook, (DirectoryBook Book, IReadOnlyList<Refusal> Refusals)> rule,
        Func<DirectoryBook, Task<IResult>> answer,
        CancellationToken cancellation)
    {
        (DirectoryBook book, IReadOnlyList<Refusal> refused) = await Retry.OnConflictAsync(async () =>
        {
            Stored<DirectoryBook> stored = await directory.LoadAsync(council, cancellation);
            (DirectoryBook changed, IReadOnlyList<Refusal> refusals) = rule(stored.Value);
            if (refusals.Count == 0)
            {
                await directory.SaveAsync(council, changed, stored.ETag, cancellation);
            }

            return (changed, refusals);
        });
        return refused.Count > 0 ? Problem.Of(refused) : await answer(book);
    }

    /// <summary>What the old members answered to meetings of the new period counts for nobody: the new ones answer for themselves.</summary>
    private async Task AskAnewAsync(string council, DateOnly from, DirectoryBook book, DurableTaskClient client)
    {
        foreach (Meeting meeting in await meetings.ListAsync(council, CancellationToken.None))
        {
            if (meeting.Phase < MeetingPhase.Held && meeting.Date >= from)
            {
                _ = await changes.ApplyAndSignalAsync(
                    meeting.Key,
                    current => current.Phase < MeetingPhase.Held && current.Participations.Count > 0
                        ? MeetingRules.SettleDeputies(current with { Participations = [] }, book, desk.Now)
                        : current,
                    client,
                    CancellationToken.None);
            }
        }
    }
}

/// <summary>A post of the chairmanship and the person who was elected to it.</summary>
public sealed record ElectedPost(string Post, string? Person);
