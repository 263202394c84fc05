using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Lets nobody change anything under a post that the council does not have, so that what the audit log names is there to be found.</summary>
public sealed class CallerMiddleware(IDirectory directory) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && await RefusalOfAsync(http.Request) is { } refusal)
        {
            context.GetInvocationResult().Value = Problem.Of(refusal);
            return;
        }

        await next(context);
    }

    private async Task<Refusal?> RefusalOfAsync(HttpRequest request)
    {
        string claimed = Caller.Claimed(request);
        bool isWrite = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (!isWrite || claimed == Caller.Secretariat || request.RouteValues["council"] is not string council)
        {
            return null;
        }

        DirectoryBook book = (await directory.LoadAsync(council, request.HttpContext.RequestAborted)).Value;
        if (book.Posts.FirstOrDefault(post => post.Id == claimed) is { } entry)
        {
            Caller.Know(request, entry);
            return null;
        }

        // Without posts there is no such council, and the function says so.
        return book.Posts.Count == 0 ? null : RequestRefusals.PostUnknown(claimed);
    }
}
