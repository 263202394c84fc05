using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Asks whether a meeting still has room for its presenters.</summary>
public sealed class PresenterSlots(IItems items)
{
    public async Task<bool> AreDeadAsync(MeetingFile file, CancellationToken cancellation) => PresenterRules.DeadSlots(
        file.Meeting,
        await items.ListWithoutTextsAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation)).Count > 0;
}
