using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A meeting to plan, as it comes in over HTTP.</summary>
internal sealed record MeetingBody(MeetingPlan Plan)
{
    public static MeetingBody Read(JsonBody body) => new(new MeetingPlan(
        body.RequiredDate("date"),
        body.RequiredTime("start"),
        body.RequiredTime("end"),
        (body.Required("venue") ? body.Object("venue", ReadVenue) : null) ?? new Venue(""),
        body.Choice<MeetingKind>("kind") ?? MeetingKind.Ordinary));

    public static MoveBody ReadMove(JsonBody body) => new(
        body.RequiredDate("date"),
        body.RequiredTime("start"),
        body.RequiredTime("end"),
        body.Object("venue", ReadVenue),
        body.Flag("reopen") ?? false);

    /// <summary>What may change without the day: whatever is left out stays.</summary>
    public static DetailsBody ReadDetails(JsonBody body) => new(body.Time("start"), body.Time("end"), body.Object("venue", ReadVenue));

    private static Venue ReadVenue(JsonBody body) =>
        new(body.RequiredText("name"), body.Text("address"), body.Flag("isVirtual") ?? false) { Room = body.Text("room")?.Trim() is { Length: > 0 } room ? room : null };
}

/// <summary>A new time for a meeting; without a venue it stays where it was. <c>Reopen</c> asks for passed deadlines to be opened again.</summary>
internal sealed record MoveBody(DateOnly Date, TimeOnly Start, TimeOnly End, Venue? Venue, bool Reopen);

/// <summary>A new time of day or place.</summary>
internal sealed record DetailsBody(TimeOnly? Start, TimeOnly? End, Venue? Venue);
