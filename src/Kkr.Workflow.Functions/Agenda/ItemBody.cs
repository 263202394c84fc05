using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An item as it comes in over HTTP.</summary>
internal static class ItemBody
{
    /// <param name="body">The JSON.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="anySection">True where an item without a section has another place to be than regional politics.</param>
    public static ItemDraft Read(JsonBody body, Caller caller, bool anySection = false) => new()
    {
        Title = body.RequiredText("title"),
        Background = body.RequiredText("background"),
        Recommendation = body.RequiredText("recommendation"),
        Presentation = body.Text("presentation"),
        Section = body.Number("section") ?? (anySection ? null : 3),
        CaseId = body.Text("caseId"),
        CaseHandlers = body.Texts("caseHandlers"),
        Municipality = body.Text("municipality"),
        SubmitterPost = caller.Post,
        Confidential = body.Flag("confidential"),
        PublicTitle = body.Text("publicTitle"),
        ExternalDeadline = body.Object("externalDeadline", deadline => new ExternalDeadline(deadline.RequiredDate("date"), deadline.Text("about"))),
        Presenters = body.Objects("presenters", presenter => new Presenter(
            presenter.RequiredText("name"),
            presenter.Text("title"),
            presenter.Time("from"),
            presenter.Number("minutes"))
        {
            Email = presenter.Text("email"),
        }),
    };
}
