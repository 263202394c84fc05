using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where a deputy who is called says whether they come.</summary>
public sealed class DeputyPagesHttp(
    MeetingDesk desk, IDirectory directory, FormGuard guard, ParticipationHttp participation, Mailing.Links links, LinkPages pages)
{
    private const string Route = "stedfortraeder/{council}/{meeting}";
    private const string AnswerField = "answer";

    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["deltager"] = "Tak for svaret. Vi har noteret, at du deltager.",
        ["afbud"] = "Tak for svaret. Vi har noteret, at du ikke kan deltage, og prøver at finde en anden.",
    };

    [Function(nameof(ShowDeputyCall))]
    public async Task<IResult> ShowDeputyCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        await ShowAsync(request, new MeetingKey(council, meeting), null, [], cancellation);

    [Function(nameof(SendDeputyAnswer))]
    public async Task<IResult> SendDeputyAnswer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Deputy, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Deputy, cancellation);
        }

        if (form.Value.Text(AnswerField) is not { } answer)
        {
            Refusal missing = Refusal.OfField("answer-missing", AnswerField, "required", null, "Vælg, om du kan deltage.", "Choose whether you can come.");
            return await ShowAsync(request, key, form.Value.Text, [missing], cancellation);
        }

        JsonObject body = new() { [AnswerField] = answer };
        if (form.Value.Text("reason") is { } reason)
        {
            body["reason"] = reason;
        }

        HttpRequest call = FormCall.Of(request, nameof(ParticipationHttp.AnswerInvitation), HttpMethods.Put, body);
        IResult answered = await participation.AnswerInvitation(call, council, meeting, Caller.Of(request).Post, client, cancellation);
        IReadOnlyList<Refusal> refusals = FormCall.Read<InvitationAnswer>(answered).Refusals;
        return refusals.Count > 0
            ? await ShowAsync(request, key, form.Value.Text, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.Deputy(key), answer == "accepted" ? "deltager" : "afbud");
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, MeetingKey key, Func<string, string?>? typed, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return await pages.RefuseAsync(request, open.Refusal, LinkPurpose.Deputy, cancellation);
        }

        (Council council, Meeting meeting) = open.Value;
        DirectoryBook book = (await directory.LoadAsync(key.Council, cancellation)).Value;
        string post = Caller.Of(request).Post;
        DeputyCall? called = meeting.DeputyCalls.LastOrDefault(call => call.Deputy == post && call.EndedAt is null && call.ScheduleVersion == meeting.ScheduleVersion);
        Participation? given = meeting.Participations.FirstOrDefault(known => known.Post == post && known.ScheduleVersion == meeting.ScheduleVersion);
        string title = $"Stedfortræder til mødet den {Danish.Date(meeting.Date)}";
        FormSheet sheet = new(
            typed ?? (name => name == AnswerField ? given?.Answer.ToString().ToLowerInvariant() : name == "reason" ? given?.Reason : null), refusals);
        string form = Closed(meeting, called, given) is { } closed
            ? $"<p class=\"note\">{Html.Text(closed)}</p>"
            : Form(request, key, sheet);
        string main = FormPage.Heading(request, title, sheet, Messages) +
            FormPage.Facts(
                ("Mødet", $"{council.Name}, {Danish.DateWithWeekday(meeting.Date)} kl. {Danish.Span(meeting.Start, meeting.End)}"),
                ("Sted", meeting.Venue.IsVirtual ? "På Teams" : string.Join(", ", new[] { meeting.Venue.Name, meeting.Venue.Address }.OfType<string>())),
                ("Du træder i stedet for", called is null ? null : book.Holder(called.Seat, meeting.Date)?.Name),
                ("Dit svar", given is null ? "ikke givet endnu" : given.Answer switch { ParticipationAnswer.Accepted => "du deltager", ParticipationAnswer.Tentative => "du deltager måske", _ => "du kan ikke deltage" })) +
            $"<p>{Html.Link(links.Meeting(key), "Mødet og dets dagsorden")}</p>" +
            form + Html.Contact(council.Secretariat);
        return FormPage.Answer(request, council, sheet, title, main);
    }

    private string Form(HttpRequest request, MeetingKey key, FormSheet sheet) => "<h2>Dit svar</h2>" + FormPage.Form(
        LinkAddresses.Deputy(key),
        guard.Fields(request, LinkPurpose.Deputy),
        sheet.Radios(new Field(AnswerField, "Kan du deltage?", IsRequired: true), ("accepted", "Ja, jeg deltager"), ("declined", "Nej, jeg kan ikke deltage")) +
        sheet.Area(new Field("reason", "Bemærkning", "Valgfrit. Kun sekretariatet ser den."), 3),
        "Send svaret");

    /// <summary>Why there is nothing to answer any more; null while there is.</summary>
    private static string? Closed(Meeting meeting, DeputyCall? called, Participation? given) =>
        meeting.Phase == MeetingPhase.Cancelled ? "Mødet er aflyst, så der skal ikke svares."
        : meeting.Phase >= MeetingPhase.Held ? "Mødet er holdt, og der kan ikke længere svares."
        : called is not null ? null
        : given?.Answer == ParticipationAnswer.Declined ? "Du har svaret, at du ikke kan deltage. Kan du alligevel, så ring eller skriv til sekretariatet."
        : "Du er ikke længere indkaldt som stedfortræder til mødet og skal ikke svare. Er du i tvivl, så ring eller skriv til sekretariatet.";
}
