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
        body.Object("venue", ReadVenue));

    private static Venue ReadVenue(JsonBody body) =>
        new(body.RequiredText("name"), body.Text("address"), body.Flag("isVirtual") ?? false);
}

/// <summary>A new time for a meeting; without a venue it stays where it was.</summary>
internal sealed record MoveBody(DateOnly Date, TimeOnly Start, TimeOnly End, Venue? Venue);
