using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where the chairmanship reads the draft agenda and approves it or comments on it.</summary>
public sealed class AgendaPagesHttp(MeetingDesk desk, FormGuard guard, ChairmanshipHttp chairmanship, DraftReader drafts, LinkPages pages)
{
    private const string Route = "godkendelse/{council}/{meeting}";
    private const string DraftField = "draft";

    [Function(nameof(ShowApproval))]
    public async Task<IResult> ShowApproval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        await ShowAsync(request, new MeetingKey(council, meeting), _ => null, [], cancellation);

    [Function(nameof(SendApproval))]
    public async Task<IResult> SendApproval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Agenda, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Agenda, cancellation);
        }

        if (Missing(form.Value) is { } missing)
        {
            return await ShowAsync(request, key, form.Value.Text, [missing], cancellation);
        }

        // What is approved is the draft that the page showed; the API refuses it when there is another one by now.
        JsonObject body = new()
        {
            ["answer"] = form.Value.Text("answer"),
            [DraftField] = int.TryParse(form.Value.Text(DraftField), NumberStyles.None, CultureInfo.InvariantCulture, out int draft) ? draft : 0,
        };
        if (form.Value.Text("text") is { } text)
        {
            body["text"] = text;
        }

        HttpRequest call = FormCall.Of(request, nameof(ChairmanshipHttp.AnswerDraftAgenda), HttpMethods.Put, body);
        IReadOnlyList<Refusal> refusals = FormCall.Read<Meeting>(await chairmanship.AnswerDraftAgenda(call, council, meeting, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, key, form.Value.Text, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.Agenda(key));
    }

    [Function(nameof(ShowDraft))]
    public Task<IResult> ShowDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/udkast")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        drafts.AgendaAsync(request, new MeetingKey(council, meeting), LinkPurpose.Agenda, cancellation);

    private async Task<IResult> ShowAsync(
        HttpRequest request, MeetingKey key, Func<string, string?> values, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return await pages.RefuseAsync(request, open.Refusal, LinkPurpose.Agenda, cancellation);
        }

        (Council council, Meeting meeting) = open.Value;
        string title = $"Dagsorden til mødet den {Danish.Date(meeting.Date)}";
        FormSheet sheet = new(values, refusals);
        string form = Form(request, meeting, sheet);
        StringBuilder main = new(FormPage.Heading(request, title, sheet, "Tak for svaret. Det er registreret."));
        Timeline timeline = Timeline.Of(meeting, council);
        main.Append(FormPage.Facts(
            ("Mødet", $"{Danish.DateWithWeekday(meeting.Date)} kl. {Danish.Span(meeting.Start, meeting.End)}"),
            ("Svarfrist", timeline.Find(MeetingStep.Freeze) is { } freeze ? Danish.DateTime(freeze.Date, freeze.Time) : null),
            ("Dagsordenen udsendes", timeline.Find(MeetingStep.Dispatch) is { } dispatch ? Danish.DateTime(dispatch.Date, dispatch.Time) : null)));
        main.Append(meeting.Agendas is [.., { } edition]
            ? $"<p>{EditionLinks.Of(edition, LinkAddresses.Agenda(key) + "/udkast", $"Læs udkastet til dagsorden ({Danish.Count(edition.ItemCount, "punkt", "punkter")})", "Udkastet til dagsorden")}</p>"
            : "<p>Der er endnu ikke lavet et udkast.</p>");
        main.Append(Given(meeting, council)).Append(form).Append(Html.Contact(council.Secretariat));
        return FormPage.Answer(request, council, sheet, title, main.ToString());
    }

    private string Form(HttpRequest request, Meeting meeting, FormSheet sheet) => !AgendaRules.TakesItems(meeting)
        ? $"<p class=\"note\">{Closed(meeting)}</p>"
        : "<h2>Dit svar</h2>" + FormPage.Form(
            LinkAddresses.Agenda(meeting.Key),
            guard.Fields(request, LinkPurpose.Agenda),
            $"<input type=\"hidden\" name=\"{DraftField}\" value=\"{(meeting.Agendas is [.., { } edition] ? edition.Version : 0)}\">" +
            sheet.Radios(new Field("answer", "Svar på udkastet", IsRequired: true), ("approved", "Jeg godkender udkastet"), ("comments", "Jeg har bemærkninger")) +
            sheet.Area(new Field("text", "Bemærkninger", "Skal udfyldes, hvis du har bemærkninger. De sendes til sekretariatet."), 6),
            "Send svaret");

    private static string Closed(Meeting meeting) => meeting.Phase == MeetingPhase.Cancelled
        ? "Mødet er aflyst, så der skal ikke svares på udkastet."
        : "Dagsordenen er låst, og der kan ikke længere svares på udkastet. Kontakt sekretariatet, hvis noget skal ændres.";

    private static string Given(Meeting meeting, Council council) => meeting.ChairmanshipAnswers.Count == 0
        ? ""
        : "<h2>Svar indtil nu</h2><ul>" + string.Concat(meeting.ChairmanshipAnswers.Select(answer =>
            $"<li>{Html.Text(Danish.DateTime(answer.At, council.TimeZone))}: {(answer.Approved ? "godkendt" : "bemærkninger")}{(answer.Text is null ? "" : $" – {Html.Text(answer.Text)}")}</li>")) + "</ul>";

    private static Refusal? Missing(SentForm form) => form.Text("answer") is null
        ? Refusal.OfField("answer-missing", "answer", "required", null, "Vælg, om du godkender udkastet eller har bemærkninger.", "Choose approval or comments.")
        : form.Text("answer") == "comments" && form.Text("text") is null
            ? Refusal.OfField("text-missing", "text", "required with comments", null, "Skriv dine bemærkninger.", "Write the comments.")
            : null;
}
