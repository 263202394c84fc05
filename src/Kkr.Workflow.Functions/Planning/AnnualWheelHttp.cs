using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>The annual wheel of a year: imported whole, or edited row by row. What was written stays beside what it was taken to mean.</summary>
public sealed class AnnualWheelHttp(MeetingDesk desk, AnnualWheels wheels)
{
    private const string Route = "councils/{council}/years/{year:int:range(2000,2200)}/wheel";
    private const string RowRoute = Route + "/rows/{row:int:range(1,1000)}";

    [Function(nameof(ReadAnnualWheel))]
    public async Task<IResult> ReadAnnualWheel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        int year,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        return await wheels.FindAsync(council, year, cancellation) is { } wheel
            ? Door.Json(request, wheel.Value, EntityTag.OfVersion(wheel.ETag))
            : Problem.Of(NoWheel(year));
    }

    [Function(nameof(ImportAnnualWheel))]
    public Task<IResult> ImportAnnualWheel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string council,
        int year,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.Required("rows") ? body.Objects("rows", PlanningHttp.ReadRow) : [],
            rows => ChangeAsync(request, council, year, "annual-wheel-imported", Door.MustMatch(request), _ => Rows(rows), cancellation),
            cancellation);

    [Function(nameof(AddAnnualWheelRow))]
    public Task<IResult> AddAnnualWheelRow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/rows")] HttpRequest request,
        string council,
        int year,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            PlanningHttp.ReadRow,
            row => ChangeAsync(
                request, council, year, "annual-wheel-row-added", Door.IfMatch(request), current => Rows([.. current?.Rows ?? [], row]), cancellation, StatusCodes.Status201Created),
            cancellation);

    /// <summary>One row, with the version of the wheel: rows are told apart by their place in it.</summary>
    [Function(nameof(ReadAnnualWheelRow))]
    public async Task<IResult> ReadAnnualWheelRow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = RowRoute)] HttpRequest request,
        string council,
        int year,
        int row,
        CancellationToken cancellation) =>
        await wheels.FindAsync(council, year, cancellation) is { } wheel && row <= wheel.Value.Rows.Count
            ? Door.Json(request, wheel.Value.Rows[row - 1], EntityTag.OfVersion(wheel.ETag))
            : Problem.Of(RequestRefusals.NoSuch("row", "Rækken", row.ToString(CultureInfo.InvariantCulture)));

    [Function(nameof(EditAnnualWheelRow))]
    public Task<IResult> EditAnnualWheelRow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = RowRoute)] HttpRequest request,
        string council,
        int year,
        int row,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            PlanningHttp.ReadRow,
            edited => ChangeAsync(
                request,
                council,
                year,
                "annual-wheel-row-edited",
                Door.MustMatch(request),
                current => At(current, row, (rows, index) => rows[index] = edited),
                cancellation),
            cancellation);

    [Function(nameof(RemoveAnnualWheelRow))]
    public Task<IResult> RemoveAnnualWheelRow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = RowRoute)] HttpRequest request,
        string council,
        int year,
        int row,
        CancellationToken cancellation) => ChangeAsync(
            request,
            council,
            year,
            "annual-wheel-row-removed",
            Door.MustMatch(request),
            current => At(current, row, (rows, index) => rows.RemoveAt(index)),
            cancellation);

    private async Task<IResult> ChangeAsync(
        HttpRequest request,
        string council,
        int year,
        string action,
        VersionCheck version,
        Func<AnnualWheel?, Result<IReadOnlyList<AnnualWheelRow>>> rule,
        CancellationToken cancellation,
        int status = StatusCodes.Status200OK)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Result<Stored<AnnualWheel>> changed = await wheels.ChangeAsync(found.Value, year, rule, version, cancellation);
        if (changed.IsRefused)
        {
            return Problem.Of(changed.Refusal);
        }

        await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), action, year.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
        return Door.Json(request, changed.Value.Value, EntityTag.OfVersion(changed.Value.ETag), status);
    }

    private static Result<IReadOnlyList<AnnualWheelRow>> Rows(IReadOnlyList<AnnualWheelRow> rows) =>
        AnnualWheelRules.Check(rows) is { } refusal ? refusal : rows.ToList();

    private static Result<IReadOnlyList<AnnualWheelRow>> At(AnnualWheel? wheel, int row, Action<List<AnnualWheelRow>, int> change)
    {
        if (wheel is null || row > wheel.Rows.Count)
        {
            return RequestRefusals.NoSuch("row", "Rækken", row.ToString(CultureInfo.InvariantCulture));
        }

        List<AnnualWheelRow> rows = [.. wheel.Rows];
        change(rows, row - 1);
        return Rows(rows);
    }

    private static Refusal NoWheel(int year) => RequestRefusals.NoSuch("year", "Årshjulet for", year.ToString(CultureInfo.InvariantCulture));
}
