using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Web;

/// <summary>The page that links in mails lead to: when and where the meeting is, its deadlines, and its documents.</summary>
public sealed class MeetingPageHttp(MeetingDesk desk, IItems items, Links links)
{
    [Function(nameof(ShowMeeting))]
    public async Task<IResult> ShowMeeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "moeder/{council}/{meeting}")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(new MeetingKey(council, meeting), cancellation);
        if (open.IsRefused)
        {
            return Page.Answer(
                request.HttpContext, null, "Siden findes ikke", $"<h1>Siden findes ikke</h1><p>{Html.Text(open.Refusal.Danish)}</p>", StatusCodes.Status404NotFound);
        }

        (Council found, Meeting shown) = open.Value;
        return Page.Answer(
            request.HttpContext, found.Name, MeetingPage.TitleOf(found, shown), MeetingPage.Of(found, shown, await ItemsAsync(shown, cancellation), links));
    }

    /// <summary>Nothing is listed before the dispatch, and only minutes are held against what their items say now.</summary>
    private async Task<IReadOnlyList<Item>> ItemsAsync(Meeting meeting, CancellationToken cancellation) =>
        EditionRules.NewestPublished(meeting.Minutes) is not null
            ? [.. (await items.ListAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation)).Select(item => item.Value)]
            : meeting.HasDone(MeetingStep.Dispatch) ? await items.ListWithoutTextsAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation)
            : [];
}
