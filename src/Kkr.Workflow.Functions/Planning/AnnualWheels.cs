using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Changes annual wheels, and lets the meetings' reservations follow.</summary>
public sealed class AnnualWheels(ICouncils councils, IMeetings meetings, StandingItems standing)
{
    public Task<Stored<AnnualWheel>?> FindAsync(string council, int year, CancellationToken cancellation) =>
        councils.OpenWheelAsync(council, year, cancellation);

    /// <summary>Changes the rows by a rule, on fresh state again when somebody else was first; the rows are then resolved against the council's meetings.</summary>
    internal Task<Result<Stored<AnnualWheel>>> ChangeAsync(
        Council council,
        int year,
        Func<AnnualWheel?, Result<IReadOnlyList<AnnualWheelRow>>> rule,
        VersionCheck version,
        CancellationToken cancellation) =>
        Retry.OnConflictAsync<Result<Stored<AnnualWheel>>>(async () =>
        {
            Stored<AnnualWheel>? known = await councils.OpenWheelAsync(council.Id, year, cancellation);
            if (version.RefusalOf(known is null ? null : EntityTag.OfVersion(known.ETag)) is { } outdated)
            {
                return outdated;
            }

            Result<IReadOnlyList<AnnualWheelRow>> rows = rule(known?.Value);
            if (rows.IsRefused)
            {
                return rows.Refusal;
            }

            IReadOnlyList<Meeting> all = await meetings.ListAsync(council.Id, cancellation);
            AnnualWheel resolved = AnnualWheelRules.Resolve(new AnnualWheel(year, rows.Value), all);
            Stored<AnnualWheel> saved = await councils.SaveWheelAsync(council.Id, resolved, known?.ETag, cancellation);
            foreach (Meeting meeting in all.Where(meeting => meeting.Date.Year == year && AgendaRules.TakesItems(meeting)))
            {
                // The wheel is stored: the meetings follow it also when the caller has hung up.
                await standing.FollowWheelAsync(council, meeting, resolved, CancellationToken.None);
            }

            return saved;
        });
}
