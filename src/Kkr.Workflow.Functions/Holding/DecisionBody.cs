using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Holding;

/// <summary>Attendance and decisions, as they come in over HTTP.</summary>
internal static class DecisionBody
{
    public static Decision Read(JsonBody body) => new()
    {
        Outcomes = body.Required("outcomes") ? body.Choices<Outcome>("outcomes") : [],
        Text = body.RequiredText("text"),
        Amendment = body.Text("amendment"),
        Verdicts = body.Objects("verdicts", verdict => new VerdictOnMinutes(
            verdict.RequiredText("meeting"),
            (verdict.Required("kind") ? verdict.Choice<MinutesVerdictKind>("kind") : null) ?? MinutesVerdictKind.Postponed,
            verdict.Text("amendment"))),
        PostponedTo = body.Date("postponedTo"),
        Consensus = body.Text("consensus"),
        TakenAt = body.Time("takenAt"),
        Dissents = body.Objects("dissents", dissent => new Dissent(dissent.RequiredText("post"), dissent.RequiredText("text"))),
        Promises = body.Objects("promises", promise => new PromisedItem(promise.RequiredText("title"), promise.Date("date"))),
        Actions = body.Objects("actions", action => new ActionPoint(
            action.RequiredText("task"),
            action.Text("ownerPost") ?? "",
            action.Date("deadline"))
        {
            Organisation = action.Text("organisation"),
        }),
    };

    /// <summary>Attachments that the meeting was promised; publication of the minutes waits for them.</summary>
    public static IReadOnlyList<PromiseBody> ReadPromisedAttachments(JsonBody body) =>
        body.Objects("promisedAttachments", promise => new PromiseBody(promise.RequiredText("what"), promise.Text("ownerPost")));

    public static Attendance ReadAttendance(JsonBody body) => new(body.Texts("present"), body.Texts("apologies"), body.Texts("guests"))
    {
        ChairedBy = body.Text("chairedBy"),
        Parts = body.Objects("parts", part => new PartialPresence(
            part.RequiredText("who"), part.Time("from"), part.Time("until"), part.Text("fromItem"), part.Text("untilItem"))),
    };
}

/// <summary>An attachment that is to come.</summary>
internal sealed record PromiseBody(string What, string? OwnerPost);
