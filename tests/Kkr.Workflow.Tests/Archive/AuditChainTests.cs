using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;

namespace Kkr.Workflow.Tests.Archive;

/// <summary>What a stranger with an export file and a noted hash can find out.</summary>
public sealed class AuditChainTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 6, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Export_AsItWasMade_IsWholeAndSaysItsHead()
    {
        MemoryAudit log = await LogAsync(5);

        AuditVerification found = await VerifyAsync(await LinesAsync(log));

        Assert.True(found.IsIntact);
        Assert.Equal((5, await log.HeadAsync("lille", default)), (found.Entries, found.Last));
        Assert.Equal($"5 poster, kæden er hel, hoved {found.Last}", found.InDanish());
    }

    [Fact]
    public async Task Export_OfAnEmptyLog_IsWhole()
    {
        AuditVerification found = await VerifyAsync(await LinesAsync(new MemoryAudit()));

        Assert.Equal((0, true), (found.Entries, found.IsIntact));
    }

    [Theory]
    [InlineData("changed", 3, AuditFault.Changed)]
    [InlineData("deleted", 3, AuditFault.Missing)]
    [InlineData("deleted and renumbered", 3, AuditFault.Changed)]
    [InlineData("inserted", 4, AuditFault.Inserted)]
    [InlineData("reordered", 3, AuditFault.Missing)]
    [InlineData("reordered and renumbered", 3, AuditFault.Changed)]
    [InlineData("cut off", 5, AuditFault.Missing)]
    [InlineData("extended", 6, AuditFault.Changed)]
    [InlineData("garbled", 3, AuditFault.Changed)]
    public async Task Export_TamperedWith_NamesTheRow(string how, long row, AuditFault fault)
    {
        List<string> lines = await LinesAsync(await LogAsync(5));
        switch (how)
        {
            case "changed":
                lines[3] = lines[3].Replace("secretariat", "chair-instead", StringComparison.Ordinal);
                break;
            case "deleted":
                lines.RemoveAt(3);
                break;
            case "deleted and renumbered":
                lines.RemoveAt(3);
                lines[3] = Renumber(lines[3], 3);
                break;
            case "inserted":
                lines.Insert(4, lines[3]);
                break;
            case "reordered":
                (lines[3], lines[4]) = (lines[4], lines[3]);
                break;
            case "reordered and renumbered":
                (lines[3], lines[4]) = (Renumber(lines[4], 3), Renumber(lines[3], 4));
                break;
            case "cut off":
                lines.RemoveAt(5);
                break;
            case "extended":
                lines.Add(Renumber(lines[5], 6));
                break;
            default:
                lines[3] = "{\"number\":3,";
                break;
        }

        AuditVerification found = await VerifyAsync(lines);

        Assert.Equal((row, (AuditFault?)fault), (found.FirstBroken, found.Fault));
        Assert.StartsWith($"Kæden er brudt ved post {row}: ", found.InDanish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_CutOffWithItsHead_IsFoundByTheAnchorOnly()
    {
        AuditPoint anchor = await (await LogAsync(5)).HeadAsync("lille", default);
        List<string> shorter = await LinesAsync(await LogAsync(4));

        Assert.True((await VerifyAsync(shorter)).IsIntact);
        AuditVerification found = await VerifyAsync(shorter, anchor);

        Assert.Equal((5L, (AuditFault?)AuditFault.Missing), (found.FirstBroken, found.Fault));
    }

    [Fact]
    public async Task Export_WrittenAnewFromARowOn_IsFoundByTheAnchorOnly()
    {
        MemoryAudit log = await LogAsync(3);
        AuditPoint anchor = await log.HeadAsync("lille", default);
        MemoryAudit forged = await LogAsync(2);
        await forged.AppendAsync(Entry(3) with { Actor = "chair" }, null, default);
        await forged.AppendAsync(Entry(4), null, default);

        Assert.True((await VerifyAsync(await LinesAsync(forged))).IsIntact);
        AuditVerification found = await VerifyAsync(await LinesAsync(forged), anchor);

        Assert.Equal((3L, (AuditFault?)AuditFault.Anchor), (found.FirstBroken, found.Fault));
    }

    [Fact]
    public async Task Log_WhoseBeginningIsPruned_StillVerifies_AndOnlyWithTheEntryThatVouchesForIt()
    {
        MemoryAudit log = await LogAsync(5);
        AuditPoint third = (await log.RowsAsync("lille", new AuditRange { After = 2, Through = 3 }, default).ToListAsync()) is [{ } row]
            ? new AuditPoint(row.Number, row.Hash)
            : throw new InvalidOperationException();
        await log.PruneAsync("lille", third, default);

        Assert.Equal((3L, (AuditFault?)AuditFault.Checkpoint), Found(await log.VerifyAsync("lille", null, default)));
        await log.AppendAsync(Entry(6) with { Action = AuditChain.Pruned, After = third.ToString() }, null, default);

        Assert.Equal((null, (AuditFault?)null), Found(await log.VerifyAsync("lille", null, default)));
        Assert.Equal((null, (AuditFault?)null), Found(await VerifyAsync(await LinesAsync(log))));
        Assert.Equal((null, (AuditFault?)null), Found(await VerifyAsync(await LinesAsync(log), third)));
    }

    [Fact]
    public async Task Log_CheckedWithAnAnchorFromBeforeItsBeginning_IsNotCalledWhole()
    {
        MemoryAudit log = await LogAsync(5);
        List<AuditRow> rows = await log.RowsAsync("lille", new AuditRange(), default).ToListAsync();
        AuditPoint first = new(rows[0].Number, rows[0].Hash);
        AuditPoint third = new(rows[2].Number, rows[2].Hash);
        await log.AppendAsync(Entry(6) with { Action = AuditChain.Pruned, After = third.ToString() }, null, default);
        await log.PruneAsync("lille", third, default);

        AuditVerification found = await log.VerifyAsync("lille", first, default);

        Assert.Equal((false, null, (AuditFault?)AuditFault.AnchorTooOld), (found.IsIntact, found.FirstBroken, found.Fault));
        Assert.Contains("kan ikke sammenlignes", found.InDanish(), StringComparison.Ordinal);
        Assert.True((await log.VerifyAsync("lille", third, default)).IsIntact);
        Assert.Equal((3L, (AuditFault?)AuditFault.Anchor), Found(await log.VerifyAsync("lille", third with { Hash = first.Hash }, default)));
    }

    [Fact]
    public async Task Export_OfSomethingElse_IsRefused()
    {
        using StringReader text = new("Kære alle\n");

        Result<AuditVerification> found = await AuditExport.VerifyAsync(text, null, default);

        Assert.Equal("audit-export-malformed", found.Refusal?.Code);
    }

    [Fact]
    public void Link_IsWhatTheDocumentationSays()
    {
        string json = """{"council":"lille","at":"2026-10-06T07:00:00+00:00","actor":"secretariat","action":"item-submitted","subject":"2026-5-01"}""";

        Assert.Equal(Expected(AuditChain.Start + "\n000000000001\n" + json), AuditChain.Link(AuditChain.Start, 1, json));
    }

    private static string Expected(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static (long?, AuditFault?) Found(AuditVerification found) => (found.FirstBroken, found.Fault);

    private static string Renumber(string line, long number)
    {
        JsonObject row = JsonNode.Parse(line)!.AsObject();
        row["number"] = number;
        return row.ToJsonString();
    }

    private static async Task<MemoryAudit> LogAsync(int entries)
    {
        MemoryAudit log = new();
        for (int n = 1; n <= entries; n++)
        {
            await log.AppendAsync(Entry(n), null, default);
        }

        return log;
    }

    private static AuditEntry Entry(int n) => new("lille", At.AddMinutes(n), "secretariat", "item-submitted", $"2026-5-{n:d2}", "møde 2026-5");

    private static async Task<List<string>> LinesAsync(MemoryAudit log)
    {
        AuditManifest manifest = AuditExport.Manifest("lille", At, await log.CheckpointAsync("lille", default), await log.HeadAsync("lille", default));
        return [AuditExport.Line(manifest), .. (await log.RowsAsync("lille", new AuditRange(), default).ToListAsync()).Select(AuditExport.Line)];
    }

    private static async Task<AuditVerification> VerifyAsync(List<string> lines, AuditPoint? anchor = null)
    {
        using StringReader text = new(string.Join('\n', lines));
        return (await AuditExport.VerifyAsync(text, anchor, default)).Value;
    }
}
