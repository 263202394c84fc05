using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A year: its meetings in order of date, and its annual wheel when there is one.</summary>
public sealed record YearView(int Year, IReadOnlyList<Meeting> Meetings, AnnualWheel? AnnualWheel);

/// <summary>Reads years.</summary>
public sealed class YearsHttp(MeetingDesk desk, IMeetings meetings, ICouncils councils)
{
    [Function(nameof(ReadYear))]
    public async Task<IResult> ReadYear(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/years/{year:int:range(2000,2200)}")] HttpRequest request,
        string council,
        int year,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Caller caller = Caller.Of(request);
        IEnumerable<Meeting> ofYear = (await meetings.ListAsync(council, cancellation)).Where(meeting => meeting.Date.Year == year);
        AnnualWheel? wheel = caller.SeesUnpublished ? await councils.FindWheelAsync(council, year, cancellation) : null;
        return Door.Json(new YearView(year, [.. ofYear.Select(meeting => Published.Of(meeting, caller))], wheel));
    }
}
