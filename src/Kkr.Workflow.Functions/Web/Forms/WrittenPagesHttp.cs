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

/// <summary>Where the chairmanship decides an item in writing.</summary>
public sealed class WrittenPagesHttp(MeetingDesk desk, FormGuard guard, WrittenProcedureHttp procedures, AttachmentsHttp attachments, LinkPages pages)
{
    private const string Route = "skriftlig/{council}/{item}";
    private const string AnswerField = "answer";
    private const string TextField = "text";

    [Function(nameof(ShowWrittenProcedure))]
    public async Task<IResult> ShowWrittenProcedure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        await ShowAsync(request, council, item, null, [], cancellation);

    [Function(nameof(SendWrittenAnswer))]
    public async Task<IResult> SendWrittenAnswer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Written, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Written, cancellation);
        }

        if (form.Value.Text(AnswerField) is not { } answer)
        {
            Refusal missing = Refusal.OfField(
                "answer-missing", AnswerField, "required", null, "Vælg, om indstillingen kan godkendes.", "Choose whether the recommendation can be approved.");
            return await ShowAsync(request, council, item, form.Value.Text, [missing], cancellation);
        }

        JsonObject body = new() { [AnswerField] = answer };
        if (form.Value.Text(TextField) is { } text)
        {
            body[TextField] = text;
        }

        HttpRequest call = FormCall.Of(request, nameof(WrittenProcedureHttp.AnswerWrittenProcedure), HttpMethods.Post, body);
        IReadOnlyList<Refusal> refusals = FormCall.Read<Item>(await procedures.AnswerWrittenProcedure(call, council, item, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, council, item, form.Value.Text, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.Written(council, item));
    }

    [Function(nameof(ReadWrittenAttachment))]
    public async Task<IResult> ReadWrittenAttachment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/bilag/{name}")] HttpRequest request,
        string council,
        string item,
        string name,
        CancellationToken cancellation)
    {
        HttpRequest call = FormCall.Of(request, nameof(AttachmentsHttp.ReadAttachment), HttpMethods.Get, Array.Empty<byte>(), "application/octet-stream");
        IResult read = await attachments.ReadAttachment(call, council, item, name, cancellation);
        if (FormCall.Read<Attachment>(read).Refusals.Count > 0)
        {
            return await pages.RefuseAsync(request, LinkRefusals.Elsewhere, LinkPurpose.Written, cancellation);
        }

        // What people upload is shown by nobody's browser as a page of ours.
        PageHeaders.Set(request.HttpContext.Response);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = call.HttpContext.Response.Headers.ContentSecurityPolicy;
        return read;
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, string council, string id, Func<string, string?>? typed, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<Council> known = await desk.CouncilAsync(council, cancellation);
        Result<Stored<Item>> stored = await desk.ItemAsync(council, id, cancellation);
        if (known.IsRefused || stored.IsRefused || stored.Value.Value is not { WrittenProcedure: { } procedure } item)
        {
            return await pages.RefuseAsync(request, LinkRefusals.Elsewhere, LinkPurpose.Written, cancellation);
        }

        Caller caller = Caller.Of(request);
        if (item.Confidential)
        {
            await desk.RecordReadAsync(caller, council, id, cancellation);
        }

        WrittenAnswer? given = procedure.Answers.LastOrDefault(answer => answer.Post == caller.Post);
        string title = $"Skriftlig behandling: {item.Title}";
        FormSheet sheet = new(
            typed ?? (name => given is null ? null : name == AnswerField ? given.Approved ? "approved" : "rejected" : name == TextField ? given.Text : null),
            refusals);
        string form = Closed(item, procedure, caller.Post) is { } closed
            ? $"<p class=\"note\">{Html.Text(closed)}</p>"
            : Form(request, council, id, sheet);
        string main = FormPage.Heading(request, title, sheet, "Tak for svaret. Det er registreret.") +
            FormPage.Facts(
                ("Svar senest", Danish.Date(procedure.AnswerBy)),
                ("Fristen gælder", item.ExternalDeadline?.About),
                ("Sagsnummer", item.CaseId),
                ("Dit svar", given is null ? "ikke givet endnu" : given.Approved ? "godkendt" : "ikke godkendt")) +
            (item.Confidential ? "<p class=\"note\">Punktet er fortroligt. Del det ikke med andre.</p>" : "") +
            ItemPage.Text(item) + Files(item, council) + form + Html.Contact(known.Value.Secretariat);
        return FormPage.Answer(request, known.Value, sheet, title, main);
    }

    private static string Files(Item item, string council) => item.Attachments.Count == 0 ? "" : "<h2>Bilag</h2><ul>" + string.Concat(item.Attachments.Select(attachment =>
        $"<li>{Html.Link($"{LinkAddresses.Written(council, item.Id)}/bilag/{Uri.EscapeDataString(attachment.Name)}", attachment.Name)} ({ItemPage.Size(attachment.Length)})</li>")) + "</ul>";

    private string Form(HttpRequest request, string council, string id, FormSheet sheet) => "<h2>Dit svar</h2>" + FormPage.Form(
        LinkAddresses.Written(council, id),
        guard.Fields(request, LinkPurpose.Written),
        sheet.Radios(
            new Field(AnswerField, "Kan indstillingen godkendes?", IsRequired: true),
            ("approved", "Ja, jeg godkender indstillingen"),
            ("rejected", "Nej, punktet skal behandles på et møde")) +
        sheet.Area(new Field(TextField, "Bemærkning", "Skal udfyldes, hvis du svarer nej. Den sendes til sekretariatet og til den, der har sendt punktet ind."), 5),
        "Send svaret");

    /// <summary>Why there is nothing to answer any more; null while there is.</summary>
    private static string? Closed(Item item, WrittenProcedure procedure, string post) =>
        procedure.IsApproved() switch
        {
            true => "Den skriftlige behandling er afsluttet. Indstillingen er godkendt, og mødet tager afgørelsen til efterretning.",
            false => "Den skriftlige behandling er afsluttet. Indstillingen er ikke godkendt, og punktet behandles på et møde.",
            _ when !procedure.Asked.Contains(post) => "Du er ikke spurgt om dette punkt. Er du i tvivl, så ring eller skriv til sekretariatet.",
            _ when item.Status is ItemStatus.Withdrawn or ItemStatus.Rejected => $"Punktet er {item.Status.InDanish()}, og der skal ikke svares.",
            _ => null,
        };
}
