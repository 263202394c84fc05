using System.Globalization;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>One entry as it is shown.</summary>
public sealed record AuditLine(long Number, string Hash, AuditEntry Entry);

/// <summary>The log's end, to be noted somewhere else, and what is left of its beginning.</summary>
public sealed record AuditEnds(string Head, string? Checkpoint);

/// <summary>What came of checking the log.</summary>
/// <param name="IsIntact">True when every entry hashes the one before it.</param>
/// <param name="Entries">How many there are.</param>
/// <param name="FirstBroken">The number of the first that does not; null when all do.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Last">The log's end, as <c>number:digest</c>.</param>
/// <param name="Text">The verdict in Danish.</param>
public sealed record CheckedAudit(bool IsIntact, long Entries, long? FirstBroken, AuditFault? Fault, string Last, string Text);

/// <summary>The audit log: read, noted, taken out and checked. docs/audit.md says what can be done with it.</summary>
public sealed class AuditHttp(MeetingDesk desk, IAuditLog log)
{
    [Function(nameof(ReadAudit))]
    public async Task<IResult> ReadAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/audit")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        (AuditQuery asked, IReadOnlyList<Refusal> refusals) = Query.Read(request, AuditQuery.Read);
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        Result<AuditLine[]> page = await Paging.OfAsync(
            request,
            asked.Page,
            after => log.RowsAsync(council, asked.Range with { After = after }, cancellation).Select(row => new AuditLine(row.Number, row.Hash, row.Entry)),
            line => line.Number,
            cancellation);
        return page.IsRefused ? Problem.Of(page.Refusal) : Door.Json(page.Value);
    }

    [Function(nameof(ReadAuditHead))]
    public async Task<IResult> ReadAuditHead(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/audit/head")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        return found.IsRefused
            ? Problem.Of(found.Refusal)
            : Door.Json(new AuditEnds((await log.HeadAsync(council, cancellation)).ToString(), (await log.CheckpointAsync(council, cancellation))?.ToString()));
    }

    [Function(nameof(VerifyAudit))]
    public async Task<IResult> VerifyAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/audit/verification")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        (string? text, IReadOnlyList<Refusal> refusals) = Query.Read(request, query => query.Text("anchor"));
        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        AuditPoint? anchor = text is null ? null : AuditPoint.Parse(text);
        if (found.IsRefused || (text is not null && anchor is null))
        {
            return Problem.Of(found.Refusal ?? RequestRefusals.WrongType("anchor", "et nummer og en kontrolsum: 17:3f…", "a number and a digest", text!));
        }

        AuditVerification verified = await log.VerifyAsync(council, anchor, cancellation);
        return Door.Json(new CheckedAudit(verified.IsIntact, verified.Entries, verified.FirstBroken, verified.Fault, verified.Last.ToString(), verified.InDanish()));
    }

    /// <summary>The whole log as JSON Lines. What is appended meanwhile is left to the next export, so that the manifest is true.</summary>
    [Function(nameof(ExportAudit))]
    public async Task<IResult> ExportAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/audit/export")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), "audit-exported", council, cancellation);
        AuditPoint head = await log.HeadAsync(council, cancellation);
        AuditManifest manifest = AuditExport.Manifest(council, desk.Now, await log.CheckpointAsync(council, cancellation), head);
        string name = string.Create(CultureInfo.InvariantCulture, $"revisionslog-{council}-{head.Number}.jsonl");
        return Results.Stream(stream => WriteAsync(stream, manifest, head.Number, cancellation), "application/jsonl; charset=utf-8", name);
    }

    private async Task WriteAsync(Stream stream, AuditManifest manifest, long through, CancellationToken cancellation)
    {
        await using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(AuditExport.Line(manifest));
        await foreach (AuditRow row in log.RowsAsync(manifest.Council, new AuditRange { Through = through }, cancellation))
        {
            await writer.WriteLineAsync(AuditExport.Line(row));
        }
    }
}
