using System.Text;
using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>What a field shows: its name as the rules call it, its label, and what helps to fill it in.</summary>
internal sealed record Field(string Name, string Label, string? Hint = null, bool IsRequired = false);

/// <summary>The fields of a form with what was typed and what was wrong with it. A refusal stands at its field and in the summary, which links to it.</summary>
/// <param name="values">What was typed, by field.</param>
/// <param name="refusals">What was wrong.</param>
internal sealed class FormSheet(Func<string, string?> values, IReadOnlyList<Refusal> refusals)
{
    private static readonly string[] Parts = ["name", "title", "email", "from", "minutes"];

    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    public bool IsRefused => refusals.Count > 0;

    /// <summary>True when something was wrong with the field.</summary>
    public bool Has(string name) => Of(name).Any();

    /// <summary>True when something is typed, or was wrong, in a group of fields whose names begin alike.</summary>
    public bool IsFilled(string start) =>
        refusals.Any(refusal => refusal.Field?.StartsWith(start, StringComparison.Ordinal) == true)
        || Parts.Any(part => !string.IsNullOrEmpty(values(start + part)));

    public string Text(Field field, int longest, string type = "text", string? autocomplete = null) => Around(field, described =>
        $"<input type=\"{type}\" id=\"{IdOf(field.Name)}\" name=\"{Html.Text(field.Name)}\" maxlength=\"{longest}\" value=\"{Html.Text(values(field.Name))}\"" +
        $"{(autocomplete is null ? "" : $" autocomplete=\"{autocomplete}\"")}{Required(field)}{described}>");

    public string Short(Field field, string type, string limits = "") => Around(field, described =>
        $"<input type=\"{type}\" id=\"{IdOf(field.Name)}\" name=\"{Html.Text(field.Name)}\" value=\"{Html.Text(values(field.Name))}\" {limits}{Required(field)}{described}>");

    public string Area(Field field, int rows) => Around(field, described =>
        $"<textarea id=\"{IdOf(field.Name)}\" name=\"{Html.Text(field.Name)}\" rows=\"{rows}\"{Required(field)}{described}>\n{Html.Text(values(field.Name))}</textarea>");

    public string Choose(Field field, IEnumerable<(string Value, string Text)> options, string preset) => Around(field, described =>
    {
        string chosen = values(field.Name) ?? preset;
        return $"<select id=\"{IdOf(field.Name)}\" name=\"{Html.Text(field.Name)}\"{described}>" +
            string.Concat(options.Select(option =>
                $"<option value=\"{Html.Text(option.Value)}\"{(option.Value == chosen ? " selected" : "")}>{Html.Text(option.Text)}</option>")) +
            "</select>";
    });

    public string Files(Field field, string accept) => Around(field, described =>
        $"<input type=\"file\" multiple id=\"{IdOf(field.Name)}\" name=\"{Html.Text(field.Name)}\" accept=\"{Html.Text(accept)}\"{described}>");

    public string Check(Field field) => Around(field, described =>
        $"<div class=\"check\"><input type=\"checkbox\" id=\"{IdOf(field.Name)}\" name=\"{Html.Text(field.Name)}\" value=\"ja\"{(values(field.Name) is null ? "" : " checked")}{described}>" +
        $"<label for=\"{IdOf(field.Name)}\">{Html.Text(field.Label)}</label></div>", isLabelled: true);

    /// <summary>One of a few answers, as radio buttons.</summary>
    public string Radios(Field field, params (string Value, string Text)[] options)
    {
        shown.Add(field.Name);
        StringBuilder html = new($"<fieldset class=\"choice{(Has(field.Name) ? " wrong" : "")}\" role=\"radiogroup\"{DescribedBy(field)}><legend>{Html.Text(field.Label)}{Star(field)}</legend>{Notes(field)}");
        foreach ((int index, (string value, string text)) in options.Index())
        {
            string id = index == 0 ? IdOf(field.Name) : $"{IdOf(field.Name)}-{index}";
            html.Add(
                $"<div class=\"check field\"><input type=\"radio\" id=\"{id}\" name=\"{Html.Text(field.Name)}\" value=\"{Html.Text(value)}\"{(values(field.Name) == value ? " checked" : "")}>" +
                $"<label for=\"{id}\">{Html.Text(text)}</label></div>");
        }

        return html.Append("</fieldset>").ToString();
    }

    /// <summary>A group of fields whose refusals may be about the group.</summary>
    public string Group(string name, string legend, string hint, string fields)
    {
        shown.Add(name);
        Field group = new(name, legend, hint);
        return $"<fieldset id=\"{IdOf(name)}\" tabindex=\"-1\"{DescribedBy(group, takesInvalid: false)}><legend>{Html.Text(legend)}</legend>{Notes(group)}{fields}</fieldset>";
    }

    /// <summary>Made last and shown first: it links to the fields that have been written. It takes the focus when the page opens.</summary>
    public string Summary()
    {
        if (!IsRefused)
        {
            return "";
        }

        StringBuilder html = new("<div class=\"errors\" id=\"fejl\" role=\"alert\" tabindex=\"-1\" autofocus aria-labelledby=\"fejl-titel\"><h2 id=\"fejl-titel\">Der er noget, der skal rettes</h2><ul>");
        foreach (Refusal refusal in refusals)
        {
            string? field = PlaceOf(refusal);
            html.Append(field is null ? $"<li>{Html.Text(refusal.Danish)}</li>" : $"<li><a href=\"#{IdOf(field)}\">{Html.Text(refusal.Danish)}</a></li>");
        }

        return html.Append("</ul></div>").ToString();
    }

    private string Around(Field field, Func<string, string> input, bool isLabelled = false)
    {
        shown.Add(field.Name);
        string label = isLabelled ? "" : $"<label for=\"{IdOf(field.Name)}\">{Html.Text(field.Label)}{Star(field)}</label>";
        return $"<div class=\"field{(Of(field.Name).Any() ? " wrong" : "")}\">{label}{Notes(field)}{input(DescribedBy(field))}</div>";
    }

    private string Notes(Field field) =>
        (field.Hint is null ? "" : $"<p class=\"hint\" id=\"{IdOf(field.Name)}-hjaelp\">{Html.Text(field.Hint)}</p>") +
        (Of(field.Name).Any() ? $"<p class=\"error\" id=\"{IdOf(field.Name)}-fejl\">Fejl: {Html.Text(string.Join(" ", Of(field.Name).Select(refusal => refusal.Danish)))}</p>" : "");

    /// <param name="field">The field, or group of fields.</param>
    /// <param name="takesInvalid">False for a plain group: only what holds a value can be said to hold a wrong one.</param>
    private string DescribedBy(Field field, bool takesInvalid = true)
    {
        bool isWrong = Of(field.Name).Any();
        string[] notes = [.. new[] { isWrong ? IdOf(field.Name) + "-fejl" : null, field.Hint is null ? null : IdOf(field.Name) + "-hjaelp" }.OfType<string>()];
        return (notes.Length == 0 ? "" : $" aria-describedby=\"{string.Join(' ', notes)}\"") + (isWrong && takesInvalid ? " aria-invalid=\"true\"" : "");
    }

    private IEnumerable<Refusal> Of(string name) => refusals.Where(refusal => refusal.Field == name || (refusal.Field?.StartsWith(name + ".", StringComparison.Ordinal) ?? false));

    /// <summary>The written field that a refusal belongs to: its own, or the group that it lies in.</summary>
    private string? PlaceOf(Refusal refusal) => refusal.Field is not { } field ? null
        : shown.Contains(field) ? field
        : shown.FirstOrDefault(name => field.StartsWith(name + ".", StringComparison.Ordinal) || field.StartsWith(name + "[", StringComparison.Ordinal));

    private static string Star(Field field) => field.IsRequired ? " <span class=\"hint\">(skal udfyldes)</span>" : "";

    // No "required" attribute: the browser's own message would stop the form in the browser's language before ours are seen.
    private static string Required(Field field) => field.IsRequired ? " aria-required=\"true\"" : "";

    private static string IdOf(string name) => "felt-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
