using System.Globalization;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>Councils (one partition: they are few and listed together) and AnnualWheel (council · year).</summary>
internal sealed class CouncilsTable(WorkflowStorage storage, RowShape shape) : ICouncils
{
    private const string Partition = "councils";
    private const int Schema = 1;

    private readonly RecordTable<Council> councils = new(new TableHandle(storage, "Councils"), shape, Schema);
    private readonly RecordTable<AnnualWheel> wheels = new(new TableHandle(storage, "AnnualWheel"), shape, Schema);

    public Task<Stored<Council>?> FindAsync(string council, CancellationToken cancellation) =>
        councils.FindAsync(Partition, KeyText.Join(council), cancellation);

    public async Task<IReadOnlyList<Council>> AllAsync(CancellationToken cancellation) =>
        await councils.QueryAsync(KeyText.Filter(Partition), cancellation)
            .Select(row => row.Value)
            .OrderBy(council => council.Id, StringComparer.Ordinal)
            .ToListAsync(cancellation);

    public Task<Stored<Council>> SaveAsync(Council council, string? etag, CancellationToken cancellation) =>
        councils.SaveAsync(Partition, KeyText.Join(council.Id), council, etag, cancellation, ("Name", council.Name));

    public async Task<AnnualWheel?> FindWheelAsync(string council, int year, CancellationToken cancellation) =>
        (await wheels.FindAsync(KeyText.Join(council), Year(year), cancellation))?.Value;

    public Task<Stored<AnnualWheel>?> OpenWheelAsync(string council, int year, CancellationToken cancellation) =>
        wheels.FindAsync(KeyText.Join(council), Year(year), cancellation);

    public Task<Stored<AnnualWheel>> SaveWheelAsync(string council, AnnualWheel wheel, string? etag, CancellationToken cancellation) =>
        wheels.SaveAsync(KeyText.Join(council), Year(wheel.Year), wheel, etag, cancellation);

    public Task SaveWheelAsync(string council, AnnualWheel wheel, CancellationToken cancellation) =>
        wheels.PutAsync(KeyText.Join(council), Year(wheel.Year), wheel, cancellation);

    private static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
