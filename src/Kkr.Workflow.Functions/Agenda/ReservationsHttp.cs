using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Places that the annual wheel reserves are filled by submitted items; those of the same title fill them by themselves.</summary>
public sealed class ReservationsHttp(MeetingDesk desk)
{
    [Function(nameof(FillReservation))]
    public Task<IResult> FillReservation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/items/{item}/reservation")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reserved"),
            async reserved =>
            {
                Result<Stored<Item>> filler = await desk.ItemAsync(council, item, cancellation);
                if (filler.IsRefused)
                {
                    return Problem.Of(filler.Refusal);
                }

                if (!IsId(reserved))
                {
                    return Problem.Of(RequestRefusals.NoSuch("item", "Punktet", reserved));
                }

                Result<ItemChange> filled = await desk.ChangeItemAsync(
                    council, reserved, (reservation, _, _) => AgendaRules.Fill(reservation, filler.Value.Value), Door.IfMatch(request), cancellation);
                if (filled.IsRefused)
                {
                    return Problem.Of(filled.Refusal);
                }

                await desk.RecordAsync(Caller.Of(request), filled.Value.Meeting.Key, "reservation-filled", reserved, CancellationToken.None, $"filled|{reserved}|{item}");
                return Door.Json(filled.Value.Item);
            },
            cancellation);

    /// <summary>Storage is not asked about what cannot be an id.</summary>
    private static bool IsId(string value) => value.Length is > 2 and <= 100 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
