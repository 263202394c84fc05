using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>An item as a page: a form while it can be changed, plain text afterwards.</summary>
internal static class ItemPage
{
    private const string ChooseAgain = "<p class=\"hint\">Havde du valgt bilag, skal de vælges igen; en browser husker dem ikke.</p>";

    public static IResult New(HttpRequest request, Council council, Meeting meeting, FormSheet sheet, string hidden)
    {
        string title = "Indsend et punkt";
        string fields = ItemForm.Fields(sheet, council) + ItemForm.Duplicate(sheet);
        string form = FormPage.Form(LinkAddresses.Answer(meeting.Key) + "/nyt-punkt", hidden, fields, "Indsend punktet", takesFiles: true);
        string intro = $"<p>Til mødet i {Html.Text(council.Name)} {Html.Text(Danish.DateWithWeekday(meeting.Date))}.</p>";
        return Answer(request, council, meeting, sheet, title, $"{FormPage.Heading(title, sheet)}{intro}{(sheet.IsRefused ? ChooseAgain : "")}{form}");
    }

    public static IResult Of(
        HttpRequest request, Council council, Meeting meeting, Item item, FormSheet sheet, string hidden, string version, DateTimeOffset now, string? kept)
    {
        Refusal? closed = ClosedBecause(item, meeting, council, now, ItemsHttp.EditorOf(item, Caller.Of(request)));
        StringBuilder main = new();
        string form = closed is null ? Form(item, council, sheet, hidden, version, meeting.Key) : Text(item);
        string withdrawal = CanBeWithdrawn(item) ? Withdrawal(sheet, hidden, LinkAddresses.Item(meeting.Key, item.Id)) : "";
        main.Append(FormPage.Heading(item.Title, sheet));
        main.Append(kept is null ? "" : $"<p class=\"done\" role=\"status\">{Html.Text(kept)}</p>");
        main.Append("<dl>").Append(Html.Term("Nr.", item.Id)).Append(Html.Term("Status", item.Status.InDanish()));
        if (item.Reason is { } reason)
        {
            main.Append(Html.Term("Begrundelse", reason));
        }

        main.Append("</dl>");
        if (item.Attachments.Count > 0)
        {
            main.Append("<h2>Bilag</h2><ul>");
            foreach (Attachment attachment in item.Attachments)
            {
                main.Add($"<li>{Html.Text(attachment.Name)} ({Size(attachment.Length)})</li>");
            }

            main.Append("</ul>");
        }

        main.Append(closed is null ? "" : $"<p class=\"note\">{Html.Text(closed.Danish)}</p>");
        main.Append(sheet.IsRefused && kept is null && closed is null ? ChooseAgain : "").Append(form).Append(withdrawal);
        return Answer(request, council, meeting, sheet, item.Title, main.ToString());
    }

    private static string Form(Item item, Council council, FormSheet sheet, string hidden, string version, MeetingKey meeting)
    {
        string fields = ItemForm.Fields(sheet, council);
        return "<h2>Ret punktet</h2>" + FormPage.Form(
            LinkAddresses.Item(meeting, item.Id),
            hidden,
            $"<input type=\"hidden\" name=\"version\" value=\"{Html.Text(version)}\">{fields}",
            "Gem rettelserne",
            takesFiles: true);
    }

    /// <summary>What the item says, as plain text under headings.</summary>
    internal static string Text(Item item)
    {
        string presentation = item.Presentation is null ? "" : $"<h2>Sagsfremstilling</h2><p class=\"long\">{Html.Text(item.Presentation)}</p>";
        return $"<h2>Baggrund</h2><p class=\"long\">{Html.Text(item.Background)}</p><h2>Indstilling</h2><p class=\"long\">{Html.Text(item.Recommendation)}</p>{presentation}";
    }

    private static string Withdrawal(FormSheet sheet, string hidden, string address) =>
        "<h2>Træk punktet tilbage</h2>" + FormPage.Form(
            address + "/tilbagetraekning",
            hidden,
            sheet.Text(new Field("reason", "Begrundelse", "Begrundelsen sendes til dem, der har set punktet på dagsordenen.", IsRequired: true), 500),
            "Træk punktet tilbage",
            isQuiet: true);

    /// <summary>Why the reader cannot change the item now; null when they can. The rule is asked with the item as it is.</summary>
    private static Refusal? ClosedBecause(Item item, Meeting meeting, Council council, DateTimeOffset now, ItemEditor editor)
    {
        ItemDraft same = new()
        {
            Title = item.Title,
            Background = item.Background,
            Recommendation = item.Recommendation,
            Presentation = item.Presentation,
            Section = item.Section,
            CaseId = item.CaseId,
            Municipality = item.Municipality,
            Confidential = item.Confidential,
        };
        Result<Item> edited = ItemRules.Edit(item, same, item.Meeting is null ? null : meeting, council, now, editor);
        return edited.IsRefused ? edited.Refusal : null;
    }

    private static bool CanBeWithdrawn(Item item) =>
        item.Status is ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Frozen or ItemStatus.Pooled;

    private static IResult Answer(HttpRequest request, Council council, Meeting meeting, FormSheet sheet, string title, string main) => FormPage.Answer(
        request,
        council,
        sheet,
        title,
        $"{main}<p>{Html.Link(LinkAddresses.Answer(meeting.Key), "Tilbage til oversigten")}</p>{Html.Contact(council.Secretariat)}");

    internal static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / (1024 * 1024)} MB";
}
