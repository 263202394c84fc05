namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>A search among the mails: every word must stand somewhere, in one field or in any.</summary>
/// <param name="Words">What was typed.</param>
/// <param name="Where">The field, or <c>alt</c>.</param>
internal sealed record MailSearch(string Words, string Where)
{
    private static readonly (string Value, string Text)[] Fields = [("alt", "Overalt"), ("fra", "Fra"), ("til", "Til"), ("emne", "Emne"), ("tekst", "Tekst")];

    public bool IsEmpty => Words.Length == 0;

    public static MailSearch Of(string? words, string? where) =>
        new((words ?? "").Trim(), Fields.FirstOrDefault(field => field.Value == where).Value ?? Fields[0].Value);

    public bool Finds(Mail mail) => IsEmpty || Words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => Texts(mail).Any(text => text.Contains(word, StringComparison.CurrentCultureIgnoreCase)));

    public string Form() =>
        "<form class=\"row\" role=\"search\" method=\"get\" action=\"/\">"
        + $"<div class=\"field grow\"><label for=\"q\">Søg i mails</label><input type=\"search\" id=\"q\" name=\"q\" value=\"{Html.Encode(Words)}\"></div>"
        + $"<div class=\"field\"><label for=\"i\">Hvor</label><select id=\"i\" name=\"i\">{string.Concat(Fields.Select(Option))}</select></div>"
        + "<button>Søg</button></form>";

    private string Option((string Value, string Text) field) =>
        $"<option value=\"{field.Value}\"{(field.Value == Where ? " selected" : "")}>{Html.Encode(field.Text)}</option>";

    private IEnumerable<string> Texts(Mail mail) => Where switch
    {
        "fra" => [mail.From.ToString()],
        "til" => mail.Recipients.Select(to => to.ToString()),
        "emne" => [mail.Subject],
        "tekst" => [mail.Text ?? mail.Html ?? ""],
        _ => [mail.From.ToString(), .. mail.Recipients.Select(to => to.ToString()), mail.Subject, mail.Text ?? mail.Html ?? "", mail.About.Key],
    };
}
