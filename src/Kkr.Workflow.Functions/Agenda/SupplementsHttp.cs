using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>After the freeze items come onto a meeting in one way only: by a supplementary agenda (tillægsdagsorden) that says why they could not wait.</summary>
public sealed class SupplementsHttp(Door door, MeetingDesk desk, IItems items, IMeetings meetings)
{
    [Function(nameof(AddSupplement))]
    public Task<IResult> AddSupplement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/supplements")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Caller caller = Caller.Of(request);
        return Door.ReadAsync(
            request,
            body => (
                Drafts: body.Required("items") ? body.Objects("items", item => ItemBody.Read(item, caller)) : [],
                Reason: body.RequiredText("reason")),
            async read =>
            {
                MeetingKey key = new(council, meeting);
                Result<IReadOnlyList<Item>> made = await MakeAsync(key, read.Drafts, read.Reason, cancellation);
                if (made.IsRefused)
                {
                    return Problem.Of(made.Refusal);
                }

                if (await meetings.FindAsync(key, cancellation) is { } current && Door.IfMatch(request).RefusalOf(EntityTag.OfVersion(current.ETag)) is { } outdated)
                {
                    return Problem.Of(outdated);
                }

                // All are right, so all are stored; a caller who hangs up now must not leave half of them. Until the meeting has them as a supplement
                // they are not on its agenda, and who sends the same again finds them.
                string idempotencyKey = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : PrintOf(made.Value, read.Reason);
                List<Item> added = [];
                foreach ((Item item, int index) in made.Value.Select((item, index) => (item, index)))
                {
                    string own = string.Create(CultureInfo.InvariantCulture, $"supplement|{caller.Post}|{idempotencyKey}|{index}");
                    added.Add(await KeepAsync(item with { Id = "", Status = ItemStatus.Scheduled, Number = null }, own));
                }

                return await door.ChangeMeetingAsync(
                    request,
                    key,
                    "supplement-added",
                    (_, current) => MeetingRules.AddSupplement(current, added, read.Reason, caller.Post, desk.Now),
                    client,
                    CancellationToken.None);
            },
            cancellation);
    }

    /// <summary>Tells one supplement from another where the request does not.</summary>
    private static string PrintOf(IReadOnlyList<Item> made, string reason)
    {
        string content = string.Join('\n', made.Select(item => $"{item.Section}|{item.Municipality}|{AgendaContent.DigestOf(item)}").Append(reason.Trim()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>The item as it is stored, by this request or an earlier one like it. One that has been withdrawn or passed on since comes back as another.</summary>
    private async Task<Item> KeepAsync(Item item, string key)
    {
        for (int turn = 1; ; turn++)
        {
            string own = turn == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}|{turn}");
            Item kept = (await items.AddAsync(item, own, CancellationToken.None)).Value;
            if (kept.Meeting == item.Meeting && kept.Status is ItemStatus.Scheduled or ItemStatus.Frozen)
            {
                return kept;
            }
        }
    }

    /// <summary>The items with their numbers, each seeing those before it; or the first refusal, and then nothing is stored.</summary>
    private async Task<Result<IReadOnlyList<Item>>> MakeAsync(MeetingKey key, IReadOnlyList<ItemDraft> drafts, string reason, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return open.Refusal;
        }

        if (drafts.Count == 0)
        {
            return Refusal.OfField(
                "supplement-empty", "items", "at least one item", null,
                "En tillægsdagsorden skal have mindst ét punkt.", "A supplementary agenda needs at least one item.");
        }

        List<Item> all = [.. await items.ListWithoutTextsAsync(key.Council, key.Meeting, cancellation)];
        List<Item> made = [];
        foreach (ItemDraft draft in drafts)
        {
            Result<Item> item = ItemRules.Supplement(draft, reason, open.Value.Meeting, open.Value.Council, all, desk.Now);
            if (item.IsRefused)
            {
                return item.Refusal;
            }

            Item named = item.Value with { Id = string.Create(CultureInfo.InvariantCulture, $"new-{made.Count + 1}") };
            made.Add(named);
            all.Add(named);
        }

        return made;
    }
}
