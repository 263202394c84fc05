using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// Refuses an address whose parts cannot name anything before storage is asked: ids are letters, digits and hyphens, and no meeting is
/// called <c>pool</c>, which is where items wait.
/// </summary>
public sealed class AddressMiddleware : IFunctionsWorkerMiddleware
{
    private const int LongestId = 100;
    private const string Pool = "pool";

    private static readonly (string Part, string Danish)[] Ids =
        [("council", "Rådet"), ("meeting", "Mødet"), ("item", "Punktet"), ("municipality", "Kommunen"), ("task", "Opfølgningen"), ("person", "Personen")];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && RefusalOf(http.Request.RouteValues, context.FunctionDefinition.Name) is { } refusal)
        {
            context.GetInvocationResult().Value = LinkPages.IsPage(context.FunctionDefinition.Name)
                ? LinkPages.Fault(http, "Siden findes ikke", refusal.Danish, StatusCodes.Status404NotFound)
                : Problem.Of(refusal);
            return;
        }

        await next(context);
    }

    private static Refusal? RefusalOf(RouteValueDictionary address, string function)
    {
        foreach ((string part, string danish) in Ids)
        {
            // The documents of items that began in the pool are kept there.
            if (address.TryGetValue(part, out object? found) && found is string value
                && (!IsId(value) || (part == "meeting" && value == Pool && function != nameof(DocumentsHttp.ReadDocument))))
            {
                return RequestRefusals.NoSuch(part, danish, value);
            }
        }

        return null;
    }

    private static bool IsId(string value) =>
        value.Length is > 0 and <= LongestId && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && value[0] != '-';
}
