using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Puts a recorded supplement's items on the agenda. One after the other, so that no two of them get the same number.</summary>
public sealed class SupplementActivities(MeetingFiles files, IItems items, AuditTrail trail)
{
    [Function(nameof(NumberSupplements))]
    public async Task NumberSupplements([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        List<Stored<Item>> stored = [.. await items.ListAsync(meeting.Council, meeting.Meeting, cancellation)];
        foreach (Item waiting in MeetingRules.SupplementsToNumber(file.Meeting, [.. stored.Select(item => item.Value)]))
        {
            int index = stored.FindIndex(item => item.Value.Id == waiting.Id);
            Result<Item> numbered = ItemRules.NumberSupplement(waiting, file.Meeting, file.Council, [.. stored.Select(item => item.Value)]);
            if (!numbered.IsRefused)
            {
                string version = stored[index].ETag;
                stored[index] = await items.SaveAsync(stored[index] with { Value = numbered.Value }, cancellation);
                await trail.SystemAsync(
                    meeting.Council, "item-frozen", waiting.Id, $"item-frozen|{waiting.Id}|{version}", cancellation, new AuditFacts($"no. {numbered.Value.Number}"));
            }
        }
    }
}
