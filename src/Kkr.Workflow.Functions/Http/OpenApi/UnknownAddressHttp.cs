using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>
/// What no other function answers: 405 with <c>Allow</c> where the address is known for other methods, else 404. The Functions host itself
/// says 404 to both, without a word.
/// </summary>
public sealed class UnknownAddressHttp
{
    [Function(nameof(AnswerUnknownAddress))]
    public IResult AnswerUnknownAddress(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*address}")] HttpRequest request,
        string? address)
    {
        string[] allowed = [.. RouteTable.All
            .Where(route => !ApiDescription.IsCatchAll(route) && IsAt(route, "/" + (address ?? "")))
            .Select(route => route.Method)
            .Distinct()
            .Order(StringComparer.Ordinal)];

        // A part that its route does not take, such as a year that no meeting is planned in, names nothing either.
        if (allowed.Length == 0 || allowed.Contains(request.Method, StringComparer.Ordinal))
        {
            return Problem.Of(RequestRefusals.NoSuch("address", "Adressen", request.Path));
        }

        request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
        return Problem.Of(RequestRefusals.MethodNotAllowed(request.Method, allowed));
    }

    private static bool IsAt(HttpRoute route, string path) =>
        new TemplateMatcher(TemplateParser.Parse(route.Template), []).TryMatch(path, new RouteValueDictionary());
}
