using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>
/// A form is the API's request in another dress: the fields become the request that the API takes, the API's own function judges and carries it out,
/// and its refusals come back to be shown at the fields. So a page can do nothing that the API cannot, and no rule stands in two places.
/// </summary>
internal static class FormCall
{
    /// <summary>The same caller's request for an operation of the API, with another body.</summary>
    public static HttpRequest Of(HttpRequest form, string operation, string method, JsonObject body, string? idempotencyKey = null, string? version = null) =>
        Of(form, operation, method, Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json", idempotencyKey, version);

    public static HttpRequest Of(
        HttpRequest form, string operation, string method, byte[] body, string contentType, string? idempotencyKey = null, string? version = null) =>
        Of(form, operation, method, new MemoryStream(body), body.Length, contentType, idempotencyKey, version);

    public static HttpRequest Of(
        HttpRequest form, string operation, string method, Stream body, long length, string contentType, string? idempotencyKey = null, string? version = null)
    {
        Caller caller = Caller.Of(form);
        DefaultHttpContext http = new() { RequestServices = form.HttpContext.RequestServices, RequestAborted = form.HttpContext.RequestAborted };
        HttpRequest request = http.Request;
        request.Method = method;
        request.Body = body;
        request.ContentLength = length;
        request.ContentType = contentType;
        request.RouteValues = form.RouteValues;
        if (idempotencyKey is not null)
        {
            request.Headers["Idempotency-Key"] = idempotencyKey;
        }

        if (version is not null)
        {
            request.Headers.IfMatch = version;
        }

        // What the post may do over the API is what it may do here.
        Caller.Know(request, caller with { Grant = Permissions.Of(operation)?.Of(caller.Roles) ?? Grant.No });
        return request;
    }

    /// <summary>What came of it: the answer's value, or why not.</summary>
    public static (T? Value, IReadOnlyList<Refusal> Refusals) Read<T>(IResult result)
        where T : class =>
        result is IValueHttpResult { Value: Problem problem }
            ? (null, [.. (problem.Errors ?? [problem]).Select(error => new Refusal(error.Code, error.Detail, error.English) { Field = error.Field, Rule = error.Rule, Value = error.Value })])
            : ((result as IValueHttpResult)?.Value as T, []);
}
