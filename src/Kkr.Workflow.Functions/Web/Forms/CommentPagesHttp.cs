using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where members and directors read the draft minutes and comment on them.</summary>
public sealed class CommentPagesHttp(MeetingDesk desk, IItems items, FormGuard guard, CommentsHttp comments, DraftReader drafts, LinkPages pages)
{
    private const string Route = "bemaerkninger/{council}/{meeting}";
    private const string TextField = "text";
    private const string ItemField = "item";

    [Function(nameof(ShowComments))]
    public async Task<IResult> ShowComments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        await ShowAsync(request, new MeetingKey(council, meeting), _ => null, [], cancellation);

    [Function(nameof(SendComment))]
    public async Task<IResult> SendComment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Comment, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Comment, cancellation);
        }

        if (form.Value.Text(TextField) is not { } text)
        {
            Refusal missing = Refusal.OfField("text-missing", TextField, "required", null, "Skriv din bemærkning.", "Write the comment.");
            return await ShowAsync(request, key, form.Value.Text, [missing], cancellation);
        }

        JsonObject body = new() { [TextField] = text };
        if (form.Value.Text(ItemField) is { } item)
        {
            body[ItemField] = item;
        }

        HttpRequest call = FormCall.Of(request, nameof(CommentsHttp.CommentOnMinutes), HttpMethods.Post, body);
        IReadOnlyList<Refusal> refusals = FormCall.Read<MinutesComment>(await comments.CommentOnMinutes(call, council, meeting, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, key, form.Value.Text, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.Comments(key));
    }

    [Function(nameof(ShowDraftMinutes))]
    public Task<IResult> ShowDraftMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/udkast")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        drafts.MinutesAsync(request, new MeetingKey(council, meeting), LinkPurpose.Comment, cancellation);

    private async Task<IResult> ShowAsync(
        HttpRequest request, MeetingKey key, Func<string, string?> values, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return await pages.RefuseAsync(request, open.Refusal, LinkPurpose.Comment, cancellation);
        }

        (Council council, Meeting meeting) = open.Value;
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(key.Council, key.Meeting, cancellation);
        Timeline timeline = Timeline.Of(meeting, council);
        string title = $"Udkast til referat af mødet den {Danish.Date(meeting.Date)}";
        FormSheet sheet = new(values, refusals);
        string form = IsOpen(meeting) ? Form(request, key, sheet, onMeeting) : $"<p class=\"note\">{Html.Text(Closed(meeting))}</p>";
        string main = FormPage.Heading(request, title, sheet, "Tak for din bemærkning. Sekretariatet har fået den.") +
            FormPage.Facts(
                ("Frist for bemærkninger", timeline.Find(MeetingStep.CommentsClose) is { } closes ? Danish.DateTime(closes.Date, closes.Time) : null)) +
            $"<p>{Document(meeting, key)}</p>" +
            Given(meeting, council, Caller.Of(request).Post, onMeeting) + form + Html.Contact(council.Secretariat);
        return FormPage.Answer(request, council, sheet, title, main);
    }

    private static string Document(Meeting meeting, MeetingKey key) => meeting.Minutes.Editions switch
    {
        [.., { Kind: not MinutesEditionKind.Draft } edition] => EditionLinks.Of(edition, DocumentAddress.Of(edition.Path), "Læs referatet", "Referatet"),
        [.., { } draft] => EditionLinks.Of(draft, LinkAddresses.Comments(key) + "/udkast", "Læs udkastet til referat", "Udkastet til referat"),
        _ => Html.Link(LinkAddresses.Comments(key) + "/udkast", "Læs udkastet til referat"),
    };

    private string Form(HttpRequest request, MeetingKey key, FormSheet sheet, IReadOnlyList<Item> onMeeting) => "<h2>Skriv en bemærkning</h2>" + FormPage.Form(
        LinkAddresses.Comments(key),
        guard.Fields(request, LinkPurpose.Comment),
        sheet.Choose(
            new Field(ItemField, "Hvad bemærkningen gælder"),
            onMeeting.Where(item => item.Number is not null)
                .OrderBy(item => AgendaRules.SortKey(item.Number))
                .Select(item => (item.Number!, $"{item.Number} {TitleOf(item)}"))
                .Prepend(("", "Referatet som helhed")),
            "") +
        sheet.Area(new Field(TextField, "Bemærkning", "Har du flere, så send dem én ad gangen.", IsRequired: true), 6),
        "Send bemærkningen");

    private static string Given(Meeting meeting, Council council, string post, IReadOnlyList<Item> onMeeting)
    {
        MinutesComment[] own = [.. meeting.Minutes.Comments.Where(comment => comment.Post == post)];
        return own.Length == 0 ? "" : "<h2>Dine bemærkninger</h2><ul class=\"cards\">" + string.Concat(own.Select(comment =>
            $"<li><strong>{Html.Text(AboutOf(comment, onMeeting))}</strong>, {Html.Text(Danish.DateTime(comment.At, council.TimeZone))}" +
            $"<p class=\"long\">{Html.Text(comment.Text)}</p>" +
            (comment.Answer is null ? "" : $"<p class=\"long\"><strong>Sekretariatets svar:</strong> {Html.Text(comment.Answer)}</p>") + "</li>")) + "</ul>";
    }

    internal static string AboutOf(MinutesComment comment, IReadOnlyList<Item> onMeeting) => comment.Item is null
        ? "Referatet som helhed"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Punkt {comment.Item}{(onMeeting.FirstOrDefault(item => item.Number == comment.Item) is { } item ? " " + TitleOf(item) : "")}");

    private static string TitleOf(Item item) => item.Confidential ? item.PublicTitle ?? ItemRules.ConfidentialTitle : item.Title;

    private static bool IsOpen(Meeting meeting) => meeting is { Phase: MeetingPhase.Minuted, Minutes.DraftSentAt: not null };

    private static string Closed(Meeting meeting) => meeting.Phase is MeetingPhase.Published or MeetingPhase.Approved
        ? "Referatet er offentliggjort, og der kan ikke længere sendes bemærkninger. Tag det op, når referatet behandles på næste møde."
        : "Der er intet udkast at have bemærkninger til lige nu.";
}
