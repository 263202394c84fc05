using System.Text;
using Kkr.Workflow.Domain.Planning;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>What every page with a form says alike.</summary>
internal static class FormPage
{
    /// <summary>What a page may say when it is come to from a form; the address only names it.</summary>
    private const string Message = "besked";

    /// <summary>Where a form that went well leads: its page, with a word of thanks.</summary>
    public static IResult Thank(HttpRequest request, string page, string message = "tak") => Redirect.To(request, With(page, message));

    public static string With(string page, string message) => $"{page}?{Message}={message}";

    /// <summary>The heading, and what is wrong with the form that was sent. Made last and shown first.</summary>
    public static string Heading(string title, FormSheet sheet) => $"<h1>{Html.Text(title)}</h1>{sheet.Summary()}";

    /// <summary>The heading, with the thanks where the reader comes from a form that went well.</summary>
    public static string Heading(HttpRequest request, string title, FormSheet sheet, IReadOnlyDictionary<string, string> messages) =>
        Heading(title, sheet) +
        (!sheet.IsRefused && messages.TryGetValue(request.Query[Message].ToString(), out string? message)
            ? $"<p class=\"done\" role=\"status\">{Html.Text(message)}</p>"
            : "");

    public static string Heading(HttpRequest request, string title, FormSheet sheet, string thanks) =>
        Heading(request, title, sheet, new Dictionary<string, string>(StringComparer.Ordinal) { ["tak"] = thanks });

    /// <summary>A form with one button.</summary>
    /// <param name="action">Where it goes, as a path.</param>
    /// <param name="hidden">What makes it ours: <see cref="FormGuard"/>.</param>
    /// <param name="fields">HTML.</param>
    /// <param name="button">What the button says.</param>
    /// <param name="isQuiet">True where it is not the first thing that the page is for.</param>
    /// <param name="takesFiles">True when files go with it.</param>
    public static string Form(string action, string hidden, string fields, string button, bool isQuiet = false, bool takesFiles = false) =>
        $"<form method=\"post\"{(takesFiles ? " enctype=\"multipart/form-data\"" : "")} action=\"{Html.Text(action)}\" novalidate>{hidden}{fields}" +
        $"<p><button{(isQuiet ? " class=\"quiet\"" : "")}>{Html.Text(button)}</button></p></form>";

    /// <summary>Terms and what they are here; what is not known is left out.</summary>
    public static string Facts(params (string Term, string? Description)[] facts)
    {
        StringBuilder html = new("<dl>");
        foreach ((string term, string? description) in facts)
        {
            html.Append(description is null ? "" : Html.Term(term, description));
        }

        return html.Append("</dl>").ToString();
    }

    /// <summary>The page: its title says so when something was wrong, for that is what is read out first.</summary>
    public static IResult Answer(HttpRequest request, Council council, FormSheet sheet, string title, string main) => Page.Answer(
        request.HttpContext,
        council.Name,
        sheet.IsRefused ? $"Fejl: {title}" : title,
        main,
        sheet.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
