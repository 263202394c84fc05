using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where the owner of an action point reports how it goes.</summary>
public sealed class FollowUpPagesHttp(IFollowUps followUps, MeetingDesk desk, FormGuard guard, FollowUpHttp reports, LinkPages pages)
{
    private const string Route = "opfoelgning/{council}/{task}";

    [Function(nameof(ShowReport))]
    public async Task<IResult> ShowReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string task,
        CancellationToken cancellation) =>
        await ShowAsync(request, council, task, null, [], cancellation);

    [Function(nameof(SendReport))]
    public async Task<IResult> SendReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string council,
        string task,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.FollowUp, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.FollowUp, cancellation);
        }

        if (form.Value.Text("status") is not { } status)
        {
            Refusal missing = Refusal.OfField("status-missing", "status", "required", null, "Skriv kort, hvordan det går.", "Write briefly how it goes.");
            return await ShowAsync(request, council, task, form.Value.Text, [missing], cancellation);
        }

        JsonObject body = new() { ["status"] = status, ["isDone"] = form.Value.Text("isDone") is not null };
        HttpRequest call = FormCall.Of(request, nameof(FollowUpHttp.ReportFollowUp), HttpMethods.Put, body, version: "*");
        IReadOnlyList<Refusal> refusals = FormCall.Read<FollowUpTask>(await reports.ReportFollowUp(call, council, task, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, council, task, form.Value.Text, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.FollowUp(council, task));
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, string council, string id, Func<string, string?>? typed, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Stored<FollowUpTask>? found = await followUps.FindAsync(council, id, cancellation);
        Result<Council> known = await desk.CouncilAsync(council, cancellation);
        if (found is null || known.IsRefused)
        {
            return await pages.RefuseAsync(request, LinkRefusals.Elsewhere, LinkPurpose.FollowUp, cancellation);
        }

        FollowUpTask task = found.Value;
        if (task.Confidential)
        {
            await desk.RecordReadAsync(Caller.Of(request), council, id, cancellation);
        }

        FormSheet sheet = new(typed ?? (name => name == "status" ? task.Status : task.IsDone ? "ja" : null), refusals);
        const string title = "Status på en opfølgning";
        string fields = sheet.Area(new Field("status", "Status", "Et par linjer er nok.", IsRequired: true), 5) +
            sheet.Check(new Field("isDone", "Opgaven er løst"));
        string main = FormPage.Heading(request, title, sheet, "Tak. Din status er registreret.") +
            FormPage.Facts(
                ("Opgave", task.Task),
                ("Frist", task.Deadline is { } deadline ? Danish.Date(deadline) : "ikke fastsat"),
                ("Status", task.IsDone ? "løst" : "åben")) +
            FormPage.Form(LinkAddresses.FollowUp(council, id), guard.Fields(request, LinkPurpose.FollowUp), fields, "Send status") +
            Html.Contact(known.Value.Secretariat);
        return FormPage.Answer(request, known.Value, sheet, title, main);
    }
}
