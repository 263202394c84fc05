using System.Text;
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
    private const string Reported = "besked";

    [Function(nameof(ShowReport))]
    public async Task<IResult> ShowReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
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
            return await RefuseAsync(request, form.Refusal, cancellation);
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
            : Redirect.To(request, $"{LinkAddresses.FollowUp(council, task)}?{Reported}=tak");
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, string council, string id, Func<string, string?>? typed, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Stored<FollowUpTask>? found = await followUps.FindAsync(council, id, cancellation);
        Result<Council> known = await desk.CouncilAsync(council, cancellation);
        if (found is null || known.IsRefused)
        {
            return await RefuseAsync(request, LinkRefusals.Elsewhere, cancellation);
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
        StringBuilder main = new();
        main.Add($"<h1>{title}</h1>").Append(sheet.Summary());
        if (!sheet.IsRefused && request.Query[Reported].Count > 0)
        {
            main.Append("<p class=\"done\" role=\"status\">Tak. Din status er registreret.</p>");
        }

        main.Append("<dl>").Append(Html.Term("Opgave", task.Task));
        main.Append(Html.Term("Frist", task.Deadline is { } deadline ? Danish.Date(deadline) : "ikke fastsat"));
        main.Append(Html.Term("Status", task.IsDone ? "løst" : "åben")).Append("</dl>");
        main.Add($"<form method=\"post\" action=\"{Html.Text(LinkAddresses.FollowUp(council, id))}\" novalidate>{guard.Fields(request, LinkPurpose.FollowUp)}{fields}<button>Send status</button></form>");
        main.Append(Html.Contact(known.Value.Secretariat));
        return Page.Answer(
            request.HttpContext, known.Value.Name, sheet.IsRefused ? $"Fejl: {title}" : title, main.ToString(),
            sheet.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private Task<IResult> RefuseAsync(HttpRequest request, Refusal refusal, CancellationToken cancellation) =>
        pages.RefuseAsync(request, refusal, request.Cookies[LinkCookie.NameOf(LinkPurpose.FollowUp)], cancellation);
}
