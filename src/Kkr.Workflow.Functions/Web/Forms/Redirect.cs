using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>The answer to a form that went well: the browser fetches a page, so that reloading sends nothing twice.</summary>
internal static class Redirect
{
    public static IResult To(HttpRequest request, string address)
    {
        PageHeaders.Set(request.HttpContext.Response);
        request.HttpContext.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
