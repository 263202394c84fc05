using System.Net.Mime;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Web;

/// <summary>The page that links in mails lead to: when and where the meeting is, its deadlines, and its documents.</summary>
public sealed class MeetingPageHttp(MeetingDesk desk, Links links)
{
    [Function(nameof(ShowMeeting))]
    public async Task<IResult> ShowMeeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "moeder/{council}/{meeting}")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(new MeetingKey(council, meeting), cancellation);
        if (open.IsRefused)
        {
            return Results.Text(
                MeetingPage.NotFound(open.Refusal.Danish),
                MediaTypeNames.Text.Html,
                Encoding.UTF8,
                StatusCodes.Status404NotFound);
        }

        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return Results.Text(MeetingPage.Of(open.Value.Council, open.Value.Meeting, links), MediaTypeNames.Text.Html, Encoding.UTF8);
    }
}
