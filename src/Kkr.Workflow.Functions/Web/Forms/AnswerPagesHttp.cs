using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Invitation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where a director answers the call for items: what the municipality has sent in, a way to send more, and "Ingen punkter".</summary>
public sealed class AnswerPagesHttp(MeetingDesk desk, IItems items, IMeetings meetings, FormGuard guard, RepliesHttp replies, LinkPages pages)
{
    private const string Route = "svar/{council}/{meeting}";

    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["modtaget"] = "Punktet er modtaget. Du får en kvittering på e-mail.",
        ["gemt"] = "Rettelserne er gemt.",
        ["trukket"] = "Punktet er trukket tilbage.",
        ["ingen"] = "Tak for svaret. Vi har noteret, at I ingen punkter har.",
    };

    [Function(nameof(ShowCall))]
    public Task<IResult> ShowCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        ShowAsync(request, new MeetingKey(council, meeting), [], cancellation);

    [Function(nameof(SendNoItems))]
    public async Task<IResult> SendNoItems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/ingen-punkter")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Answer, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Answer, cancellation);
        }

        HttpRequest call = FormCall.Of(request, nameof(RepliesHttp.AnswerCall), HttpMethods.Put, new JsonObject { ["answer"] = "noItems" });
        IResult answer = await replies.AnswerCall(call, council, meeting, BodyOf(Caller.Of(request)), cancellation);
        IReadOnlyList<Refusal> refusals = FormCall.Read<Reply>(answer).Refusals;
        return refusals.Count > 0 ? await ShowAsync(request, key, refusals, cancellation) : FormPage.Thank(request, LinkAddresses.Answer(key), "ingen");
    }

    private async Task<IResult> ShowAsync(HttpRequest request, MeetingKey key, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return await pages.RefuseAsync(request, open.Refusal, LinkPurpose.Answer, cancellation);
        }

        (Council council, Meeting meeting) = open.Value;
        Caller caller = Caller.Of(request);
        Municipality? municipality = council.Municipalities.FirstOrDefault(known => known.Code == caller.Entry?.Municipality);
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(key.Council, key.Meeting, cancellation);
        Item[] own = [.. onMeeting.Where(item => item.Origin == ItemOrigin.Submitted && IsOwn(item, caller))];
        Reply? reply = (await meetings.RepliesAsync(key, cancellation)).FirstOrDefault(given => given.Municipality == BodyOf(caller));
        int counted = CallAnswers.CountOf(key, BodyOf(caller), onMeeting);
        string body = municipality is null ? NameOf(caller, council) : AskedBody.Of(municipality).Name;

        string title = $"Punkter til mødet den {Danish.Date(meeting.Date)}";
        FormSheet sheet = new(_ => null, refusals);
        StringBuilder main = new(FormPage.Heading(request, title, sheet, Messages));
        main.Append(FormPage.Facts(
            ("Mødet", $"{Danish.DateWithWeekday(meeting.Date)} kl. {Danish.Span(meeting.Start, meeting.End)}"),
            ("Frist for punkter", DeadlineOf(meeting, council)),
            ("Svar for", body)));
        main.Append(Own(own, key));
        main.Append(AgendaRules.TakesItems(meeting) ? Ways(request, key, own, counted == 0 && MayAnswer(caller) ? body : null, reply) : Closed(meeting));
        main.Append(Html.Contact(council.Secretariat));
        return FormPage.Answer(request, council, sheet, title, main.ToString());
    }

    private static string? DeadlineOf(Meeting meeting, Council council) =>
        meeting.Phase != MeetingPhase.Cancelled && Timeline.Of(meeting, council).Find(MeetingStep.ItemDeadline) is { } deadline
            ? Danish.DateTime(deadline.Date, deadline.Time)
            : null;

    private static string Own(Item[] own, MeetingKey key) => own.Length == 0
        ? "<h2>Indsendte punkter</h2><p>Der er endnu ikke indsendt punkter.</p>"
        : "<h2>Indsendte punkter</h2><ul class=\"cards\">" + string.Concat(own.Select(item =>
            $"<li>{Html.Link(LinkAddresses.Item(key, item.Id), item.Title)}<br>Nr. {Html.Text(item.Id)}, {Html.Text(item.Status.InDanish())}" +
            $"{(item.IsLate ? ", modtaget efter fristen" : "")}{(item.Attachments.Count == 0 ? "" : ", " + Danish.Count(item.Attachments.Count, "bilag", "bilag"))}</li>")) + "</ul>";

    /// <summary>Ways to answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The meeting.</param>
    /// <param name="own">What has been sent in.</param>
    /// <param name="silent">Who may answer that they have no items; null for everybody else.</param>
    /// <param name="reply">The answer that they have given.</param>
    private string Ways(HttpRequest request, MeetingKey key, Item[] own, string? silent, Reply? reply)
    {
        StringBuilder html = new();
        html.Append("<h2>Indsend et punkt</h2>").Append(Html.Way(LinkAddresses.Answer(key) + "/nyt-punkt", own.Length == 0 ? "Skriv et punkt til dagsordenen" : "Skriv et punkt mere"));
        if (silent is null)
        {
            return html.ToString();
        }

        html.Append("<h2>Ingen punkter</h2>");
        html.Append(reply is { HasItems: false }
            ? $"<p>{Html.Text(silent)} har svaret, at der ingen punkter er. I kan stadig indsende et punkt, til dagsordenen bliver låst.</p>"
            : $"<p>Har {Html.Text(silent)} ingen punkter til mødet, så svar det her. Så får I ikke den sidste påmindelse.</p>" +
              FormPage.Form(LinkAddresses.Answer(key) + "/ingen-punkter", guard.Fields(request, LinkPurpose.Answer), "", "Ingen punkter", isQuiet: true));
        return html.ToString();
    }

    private static string Closed(Meeting meeting) => meeting.Phase == MeetingPhase.Cancelled
        ? $"<p class=\"note\">Mødet er aflyst. Årsag: {Html.Text(meeting.CancelledBecause ?? "ikke oplyst")}</p>"
        : "<p class=\"note\">Dagsordenen er låst og tager ikke imod flere punkter. Kontakt sekretariatet, hvis noget haster.</p>";

    /// <summary>For whom the caller answers: the municipality, or the network's or the secretariat's post.</summary>
    private static string BodyOf(Caller caller) => caller.Entry?.Municipality ?? caller.Post;

    private static bool MayAnswer(Caller caller) => caller.Roles.Overlaps([Access.Role.Director, Access.Role.Network, Access.Role.Secretariat]);

    private static string NameOf(Caller caller, Council council) => caller.Entry?.Kind switch
    {
        Domain.Directory.PostKind.Network => council.NetworkName,
        Domain.Directory.PostKind.Chair or Domain.Directory.PostKind.ViceChair => "Formandskabet",
        _ => council.Secretariat.Name,
    };

    /// <summary>The secretariat sees to everybody's.</summary>
    private static bool IsOwn(Item item, Caller caller) =>
        caller.IsSecretariat || item.SubmitterPost == caller.Post || (caller.Entry?.Municipality is { } municipality && item.Municipality == municipality);
}
