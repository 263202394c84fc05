using System.Globalization;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>What of a meeting waits for the secretariat, each with the form that settles it.</summary>
internal sealed class DeskPage(MeetingFile file, IReadOnlyList<Item> items, DispatchEvidence evidence, FormSheet sheet, string hidden)
{
    public const string Chairmanship = "formandskab";
    public const string Dispatch = "udsendelse";
    public const string Correction = "rettelse";

    /// <summary>How many answers to the chairmanship the page knew of.</summary>
    public const string SeenField = "set";

    private Meeting Meeting => file.Meeting;

    private string Address => LinkAddresses.Desk(Meeting.Key);

    public static string Comment(int number) => string.Create(CultureInfo.InvariantCulture, $"bemaerkning-{number}");

    public static string Promise(string item, int number) => string.Create(CultureInfo.InvariantCulture, $"bilag-{item}-{number}");

    public IResult Show(HttpRequest request, DateTimeOffset now)
    {
        string title = $"Mødet den {Danish.Date(Meeting.Date)}";
        string tasks = Agenda() + Sending(now) + Closed() + Comments() + Promises();
        string main = FormPage.Heading(request, title, sheet, "Det er gemt.") +
            "<p>Sekretariatets side. Her kan du gøre det, som en e-mail om mødet har bedt dig om.</p>" +
            FormPage.Facts(
                ("Tid", $"{Danish.DateWithWeekday(Meeting.Date)} kl. {Danish.Span(Meeting.Start, Meeting.End)}"),
                ("Status", Meeting.Phase.InDanish()),
                ("Dagsordenen låses", When(MeetingStep.Freeze)),
                ("Dagsordenen udsendes", When(MeetingStep.Dispatch)),
                ("Frist for bemærkninger til referatet", Meeting.Phase == MeetingPhase.Minuted ? When(MeetingStep.CommentsClose) : null)) +
            (tasks.Length == 0 ? "<p class=\"done\">Der er ikke noget, der venter på jer lige nu.</p>" : tasks) + Seats();
        return FormPage.Answer(request, file.Council, sheet, title, main);
    }

    private string NewestMinutes() => Meeting.Minutes.Editions is [.., { } newest]
        ? EditionLinks.Of(newest, Address + "/referat", "Læs den nyeste udgave af referatet", "Referatet")
        : Html.Link(Address + "/referat", "Læs den nyeste udgave af referatet");

    /// <summary>The draft agenda, what the chairmanship says of it, and an answer.</summary>
    private string Agenda()
    {
        if (Meeting.Phase is not (MeetingPhase.Preparing or MeetingPhase.Frozen) || Meeting.Agendas.Count == 0)
        {
            return "";
        }

        StringBuilder html = new($"<h2>Dagsordenen</h2><p>{EditionLinks.Of(Meeting.Agendas[^1], Address + "/dagsorden", "Læs den nyeste udgave", "Dagsordenen")}</p>");
        html.Append(Meeting.ChairmanshipAnswers.Count == 0 ? "<p>Formandskabet har endnu ikke svaret på udkastet.</p>" : "<ul class=\"cards\">");
        foreach (ChairmanshipAnswer answer in Meeting.ChairmanshipAnswers)
        {
            html.Add($"<li><strong>{Html.Text(NameOf(answer.Post))}</strong>, {Html.Text(Danish.DateTime(answer.At, file.Council.TimeZone))}: {(answer.Approved ? "godkendt" : "bemærkninger")}");
            html.Add(answer.Text is null ? "</li>" : $"<p class=\"long\">{Html.Text(answer.Text)}</p></li>");
        }

        html.Append(Meeting.ChairmanshipAnswers.Count == 0 ? "" : "</ul>");
        return Meeting.Phase != MeetingPhase.Preparing || !Meeting.HasDone(MeetingStep.ChairmanshipDraft)
            ? html.ToString()
            : html.Append("<h3>Svar til formandskabet</h3>").Append(FormPage.Form(
                Address + "/formandskab",
                hidden + string.Create(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{SeenField}\" value=\"{Meeting.CommentAnswers.Count}\">"),
                sheet.Area(new Field(Chairmanship + ".text", "Svar", "Kan udelades, når der følger et nyt udkast med."), 4) +
                sheet.Check(new Field(Chairmanship + ".newDraft", "Send et nyt udkast med svaret")),
                "Send til formandskabet")).ToString();
    }

    /// <summary>An agenda that is held, late or has not reached everybody goes on when somebody answers for it by name.</summary>
    private string Sending(DateTimeOffset now)
    {
        string[] left = [.. evidence.Recipients.Where(proof => !proof.IsReached).Select(proof => NameOf(proof.Recipient))];
        if (Meeting.Phase is not (MeetingPhase.Preparing or MeetingPhase.Frozen or MeetingPhase.Dispatched))
        {
            return "";
        }

        bool isNeeded = Meeting.HasDone(MeetingStep.Dispatch)
            ? left.Length > 0 && !MeetingRules.IsNonDeliveryAnsweredFor(Meeting)
            : AgendaHold.Of(Meeting, file.Council) != AgendaHoldKind.None
                || MeetingRules.IsDispatchOverdue(Meeting, file.Council, file.Timeline.LatestDispatch, now);
        if (!isNeeded)
        {
            return Meeting.DispatchOverride is not { } given ? ""
                : $"<h2>Udsendelsen</h2><p>{Html.Text(NameOf(given.Post))} tog ansvar for udsendelsen den {Html.Text(Danish.DateTime(given.At, file.Council.TimeZone))}: {Html.Text(given.Reason)}</p>";
        }

        return "<h2>Tag ansvar for udsendelsen</h2>" +
            $"<p>Dagsordenen skal være ude senest den {Html.Text(Danish.Date(file.Timeline.LatestDispatch))}. En navngiven person kan tage ansvar for, at den går videre, som den er.</p>" +
            (left.Length == 0 ? "" : $"<p>Den er ikke nået frem til {Html.Text(Danish.List(left))}.</p>") +
            FormPage.Form(
                Address + "/udsendelse",
                hidden,
                sheet.Choose(
                    new Field(Dispatch + ".post", "Hvem tager ansvaret"),
                    file.Directory.Holders(file.Today, PostKind.Secretariat, PostKind.Chair, PostKind.ViceChair, PostKind.Member)
                        .DistinctBy(holder => holder.PersonId)
                        .Select(holder => (holder.Post.Id, holder.Name))
                        .Prepend(("", "Vælg en person")),
                    "") +
                sheet.Text(new Field(Dispatch + ".reason", "Begrundelse", "Den bliver stående i loggen.", IsRequired: true), 500),
                "Tag ansvar for udsendelsen",
                isQuiet: true);
    }

    /// <summary>Minutes that print an item which was made confidential since are closed to the public until there is a corrected edition.</summary>
    private string Closed()
    {
        if (Meeting.Phase != MeetingPhase.Published || EditionRules.NewestPublished(Meeting.Minutes) is not { } newest || !EditionRules.Exposes(newest, items))
        {
            return "";
        }

        string numbers = Danish.List([.. items.Where(item => EditionRules.Exposes(newest, [item])).OrderBy(item => AgendaRules.SortKey(item.Number)).Select(item => $"punkt {item.Number}")]);
        return "<h2>Referatet er lukket</h2>" +
            $"<p>Referatet gengiver {Html.Text(numbers)}, som er gjort fortroligt, og er lukket for alle, der ikke må læse det fortrolige. I en rettet udgave står det uden indhold.</p>" +
            (MeetingRules.NextCorrection(Meeting) is not null
                ? "<p class=\"done\">En rettet udgave er ved at blive lavet.</p>"
                : FormPage.Form(
                    Address + "/rettelse",
                    hidden,
                    sheet.Text(new Field(Correction + ".reason", "Hvorfor rettes referatet?", "Begrundelsen trykkes i den rettede udgave.", IsRequired: true), 1000),
                    "Lav en rettet udgave"));
    }

    private string Comments()
    {
        if (Meeting.Minutes.Comments.Count == 0 || Meeting.Phase is not (MeetingPhase.Minuted or MeetingPhase.Published))
        {
            return "";
        }

        StringBuilder html = new($"<h2>Bemærkninger til referatet</h2><p>{NewestMinutes()}</p><ul class=\"cards\">");
        foreach (MinutesComment comment in Meeting.Minutes.Comments)
        {
            html.Add($"<li><strong>{Html.Text(NameOf(comment.Post))}</strong>, {Html.Text(Danish.DateTime(comment.At, file.Council.TimeZone))}{(comment.IsLate ? ", efter fristen" : "")}");
            html.Add($"<br>{Html.Text(CommentPagesHttp.AboutOf(comment, items))}<p class=\"long\">{Html.Text(comment.Text)}</p>");
            html.Append(comment.Answer is null ? Answer(comment) : $"<p class=\"long\"><strong>Jeres svar:</strong> {Html.Text(comment.Answer)}{(comment.IsTakenIn == true ? " (referatet rettes)" : "")}</p>");
            html.Append("</li>");
        }

        return html.Append("</ul>").ToString();
    }

    private string Answer(MinutesComment comment) => FormPage.Form(
        string.Create(CultureInfo.InvariantCulture, $"{Address}/bemaerkninger/{comment.Number}"),
        hidden,
        sheet.Area(new Field(Comment(comment.Number) + ".answer", $"Svar til {NameOf(comment.Post)}", IsRequired: true), 3) +
        sheet.Check(new Field(Comment(comment.Number) + ".isTakenIn", "Referatet rettes efter bemærkningen")),
        "Svar");

    private string Promises()
    {
        AwaitedAttachment[] awaited = Meeting.Phase is MeetingPhase.Held or MeetingPhase.Minuted ? [.. ItemRules.Awaited([.. items])] : [];
        if (awaited.Length == 0)
        {
            return "";
        }

        StringBuilder html = new("<h2>Bilag, som referatet venter på</h2><p>Referatet offentliggøres, når bilagene er lagt op, eller når I beslutter at undvære dem.</p><ul class=\"cards\">");
        foreach (AwaitedAttachment one in awaited)
        {
            string name = Promise(one.Item.Id, one.Promise.Number);
            html.Add($"<li><strong>{Html.Text(one.Promise.What)}</strong>, punkt {Html.Text(one.Item.Number)} {Html.Text(one.Item.Title)}");
            html.Append(FormPage.Form(
                string.Create(CultureInfo.InvariantCulture, $"{Address}/loefter/{one.Item.Id}/{one.Promise.Number}"),
                hidden,
                sheet.Text(new Field(name + ".reason", $"Begrundelse for at undvære »{one.Promise.What}«", IsRequired: true), 500),
                "Offentliggør uden bilaget",
                isQuiet: true)).Append("</li>");
        }

        return html.Append("</ul>").ToString();
    }

    /// <summary>Who has declined, and who comes instead.</summary>
    private string Seats()
    {
        Participation[] given = [.. Meeting.Participations.Where(known => known.ScheduleVersion == Meeting.ScheduleVersion)];
        if (given.Length == 0 || !MeetingRules.TakesAnswers(Meeting))
        {
            return "";
        }

        return "<h2>Svar på mødeindkaldelsen</h2><ul>" + string.Concat(given.Select(answer =>
        {
            string? deputy = Meeting.DeputyCalls.LastOrDefault(call => call.Seat == answer.Post && call.EndedAt is null)?.Deputy;
            string instead = answer.Answer == ParticipationAnswer.Accepted ? "deltager"
                : answer.Answer == ParticipationAnswer.Tentative ? "deltager måske"
                : "har meldt afbud" + (deputy is null ? "; der er ingen stedfortræder" : $"; {NameOf(deputy)} er indkaldt");
            return $"<li>{Html.Text(NameOf(answer.Post))} {Html.Text(instead)}</li>";
        })) + "</ul>";
    }

    private string NameOf(string post) => MailRecipients.OwnerName(file, post);

    private string? When(MeetingStep step) => file.Timeline.Find(step) is { } deadline ? Danish.DateTime(deadline.Date, deadline.Time) : null;
}
