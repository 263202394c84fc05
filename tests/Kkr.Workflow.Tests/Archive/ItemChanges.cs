using System.Text.Json;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Archive;

/// <summary>Every change to items, called once; the item that is given stays on its meeting as it was.</summary>
internal static class ItemChanges
{
    public delegate Task<JsonElement> Call(string function, HttpMethod method, string path, object body, string? post = null);

    public static async Task CallAllAsync(CouncilAtWork app, string item, Call call)
    {
        string first = await app.SubmitAsync("2026-1", "Cykelstier");
        string path = $"councils/lille/items/{first}";
        await call("ReturnItem", HttpMethod.Post, path + "/return", new { comment = "Skriv, hvad det koster." });
        await call("ResubmitItem", HttpMethod.Post, path + "/resubmission", new { }, "director-0730");
        await call("PlaceItem", HttpMethod.Post, path + "/place", new { section = 3, position = 1 });
        await call("MoveItem", HttpMethod.Post, path + "/move", new { meeting = "2027-1" });
        await call("PoolItem", HttpMethod.Post, path + "/pooling", new { });
        await call("SplitItem", HttpMethod.Post, path + "/split", new { parts = new[] { new { title = "Kystvejen", background = "B", recommendation = "I" } } });
        await call("MergeItems", HttpMethod.Post, path + "/merge", new { item = await app.SubmitAsync("2026-1", "Veje", "0741") });
        await call("PromiseAttachment", HttpMethod.Post, path + "/promises", new { what = "Oplægget" });
        await call("WaivePromise", HttpMethod.Post, path + "/promises/1/waiver", new { reason = "Oplægget kommer ikke." });
        await call("ReclassifyItem", HttpMethod.Post, path + "/confidentiality", new { confidential = true });
        await call("DeleteAttachment", HttpMethod.Delete, $"councils/lille/items/{item}/attachments/bilag.txt", new { });
        string hearing = (await app.SendAsync(
            HttpMethod.Post,
            Acting.Meetings + "/2026-1/items",
            new { title = "Høringssvar", background = "B", recommendation = "I", externalDeadline = new { date = "2026-11-10" } })).GetProperty("id").GetString()!;
        await call("StartWrittenProcedure", HttpMethod.Post, $"councils/lille/items/{hearing}/written-procedure", new { });
        await call("AnswerWrittenProcedure", HttpMethod.Post, $"councils/lille/items/{hearing}/written-procedure/answers", new { answer = "approved" }, "chair");
    }
}
