using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An item in JSON, with its warnings beside its fields where there are any.</summary>
internal sealed class ItemAnswer(Item item, IReadOnlyList<ItemWarning> warnings, int status) : JsonAnswer(status), IValueHttpResult
{
    object? IValueHttpResult.Value => item;

    protected override byte[] Write(JsonSerializerOptions options)
    {
        if (warnings.Count == 0)
        {
            return JsonSerializer.SerializeToUtf8Bytes(item, options);
        }

        JsonObject whole = JsonSerializer.SerializeToNode(item, options)!.AsObject();
        whole["warnings"] = JsonSerializer.SerializeToNode(warnings, options);
        return JsonSerializer.SerializeToUtf8Bytes(whole, options);
    }
}
