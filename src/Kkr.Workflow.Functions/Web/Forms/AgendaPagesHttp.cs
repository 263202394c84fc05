using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where the chairmanship reads the draft agenda and approves it or comments on it.</summary>
public sealed class AgendaPagesHttp(MeetingDesk desk, FormGuard guard, ChairmanshipHttp chairmanship, IDocumentArchive archive, LinkPages pages)
{
    private const string Route = "godkendelse/{council}/{meeting}";
    private const string Answered = "besked";
    private const string DraftField = "draft";

    [Function(nameof(ShowApproval))]
    public async Task<IResult> ShowApproval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
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
            return await RefuseAsync(request, form.Refusal, cancellation);
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
            : Redirect.To(request, $"{LinkAddresses.Agenda(key)}?{Answered}=tak");
    }

    [Function(nameof(ShowDraft))]
    public async Task<IResult> ShowDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/udkast")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        if (found.IsRefused
            || found.Value.Value.Agendas is not [.., { } edition]
            || await archive.OpenAsync(edition.Path, confidential: false, cancellation) is not { } kept)
        {
            return await RefuseAsync(request, LinkRefusals.Elsewhere, cancellation);
        }

        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        request.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Stream(kept.Content, kept.Document.ContentType);
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, MeetingKey key, Func<string, string?> values, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return await RefuseAsync(request, open.Refusal, cancellation);
        }

        (Council council, Meeting meeting) = open.Value;
        string title = $"Dagsorden til mødet den {Danish.Date(meeting.Date)}";
        FormSheet sheet = new(values, refusals);
        string form = Form(request, meeting, sheet);
        StringBuilder main = new();
        main.Add($"<h1>{Html.Text(title)}</h1>").Append(sheet.Summary());
        if (!sheet.IsRefused && request.Query[Answered].Count > 0)
        {
            main.Append("<p class=\"done\" role=\"status\">Tak for svaret. Det er registreret.</p>");
        }

        main.Append(meeting.Agendas is [.., { } edition]
            ? $"<p>{Html.Link(LinkAddresses.Agenda(key) + "/udkast", $"Læs udkastet til dagsorden ({Danish.Count(edition.ItemCount, "punkt", "punkter")})")}</p>"
            : "<p>Der er endnu ikke lavet et udkast.</p>");
        Timeline timeline = Timeline.Of(meeting, council);
        main.Append("<dl>");
        main.Append(timeline.Find(MeetingStep.Freeze) is { } freeze ? Html.Term("Svarfrist", Danish.DateTime(freeze.Date, freeze.Time)) : "");
        main.Append(timeline.Find(MeetingStep.Dispatch) is { } dispatch ? Html.Term("Dagsordenen udsendes", Danish.DateTime(dispatch.Date, dispatch.Time)) : "");
        main.Append("</dl>").Append(Given(meeting, council)).Append(form).Append(Html.Contact(council.Secretariat));
        return Page.Answer(
            request.HttpContext, council.Name, sheet.IsRefused ? $"Fejl: {title}" : title, main.ToString(),
            sheet.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string Form(HttpRequest request, Meeting meeting, FormSheet sheet) => !AgendaRules.TakesItems(meeting)
        ? "<p class=\"note\">Dagsordenen er låst, og der kan ikke længere svares på udkastet. Kontakt sekretariatet, hvis noget skal ændres.</p>"
        : $"<h2>Dit svar</h2><form method=\"post\" action=\"{Html.Text(LinkAddresses.Agenda(meeting.Key))}\" novalidate>{guard.Fields(request, LinkPurpose.Agenda)}" +
          $"<input type=\"hidden\" name=\"{DraftField}\" value=\"{(meeting.Agendas is [.., { } edition] ? edition.Version : 0)}\">" +
          sheet.Radios(new Field("answer", "Svar på udkastet", IsRequired: true), ("approved", "Jeg godkender udkastet"), ("comments", "Jeg har bemærkninger")) +
          sheet.Area(new Field("text", "Bemærkninger", "Skal udfyldes, hvis du har bemærkninger. De sendes til sekretariatet."), 6) +
          "<button>Send svaret</button></form>";

    private static string Given(Meeting meeting, Council council) => meeting.ChairmanshipAnswers.Count == 0
        ? ""
        : "<h2>Svar indtil nu</h2><ul>" + string.Concat(meeting.ChairmanshipAnswers.Select(answer =>
            $"<li>{Html.Text(Danish.DateTime(answer.At, council.TimeZone))}: {(answer.Approved ? "godkendt" : "bemærkninger")}{(answer.Text is null ? "" : $" – {Html.Text(answer.Text)}")}</li>")) + "</ul>";

    private static Refusal? Missing(SentForm form) => form.Text("answer") is null
        ? Refusal.OfField("answer-missing", "answer", "required", null, "Vælg, om du godkender udkastet eller har bemærkninger.", "Choose approval or comments.")
        : form.Text("answer") == "comments" && form.Text("text") is null
            ? Refusal.OfField("text-missing", "text", "required with comments", null, "Skriv dine bemærkninger.", "Write the comments.")
            : null;

    private Task<IResult> RefuseAsync(HttpRequest request, Refusal refusal, CancellationToken cancellation) =>
        pages.RefuseAsync(request, refusal, request.Cookies[LinkCookie.NameOf(LinkPurpose.Agenda)], cancellation);
}
