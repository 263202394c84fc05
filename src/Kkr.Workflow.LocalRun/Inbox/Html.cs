using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>Writes the inbox's pages: one layout, no scripts, nothing from elsewhere, everything encoded unless it is markup of ours.</summary>
internal sealed class Html
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b2430;--soft:#4c5a68;--ground:#f3f5f7;--sheet:#fff;--line:#c9d1d9;--own:#0b5c73;--own-ink:#fff;--mark:#e3eff3;--bad:#9c1c1c}
        @media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#b3bfca;--ground:#12181f;--sheet:#1b232c;--line:#3d4955;--own:#7cc4d8;--own-ink:#0c1318;--mark:#21323a;--bad:#ff9b93}}
        *{box-sizing:border-box}
        body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:var(--ground);color:var(--ink)}
        header{background:var(--sheet);border-bottom:3px solid var(--own)}
        header>div,main{max-width:76rem;margin:0 auto;padding:0 1rem}
        main{padding-bottom:3rem}
        header>div{display:flex;flex-wrap:wrap;align-items:center;gap:0 1.5rem}
        header strong{font-size:1.1rem;padding:.6rem 0}
        header nav a{display:inline-block;margin-right:1.1rem;padding:.6rem 0}
        h1{font-size:1.5rem;line-height:1.25;margin:1.25rem 0 .75rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
        a{color:var(--own)}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,iframe:focus-visible,pre:focus-visible,.wide:focus-visible{outline:3px solid var(--own);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;background:var(--sheet);padding:.5rem}
        .wide{overflow-x:auto;background:var(--sheet);border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0 1.25rem}
        table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.6rem .75rem}
        th,td{border-top:1px solid var(--line);padding:.45rem .75rem;text-align:left;vertical-align:top}thead th{color:var(--soft);font-size:.9rem}
        tbody tr:hover{background:var(--mark)}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;background:var(--sheet);border:1px solid var(--line);border-radius:.4rem;padding:.75rem;margin:.5rem 0 1rem}
        dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
        .tabs a{display:inline-block;padding:.5rem .9rem;border:1px solid var(--line);border-bottom:0;border-radius:.4rem .4rem 0 0;margin-right:.25rem;background:var(--sheet)}
        .tabs [aria-current]{font-weight:700;text-decoration:none;background:var(--own);color:var(--own-ink)}
        iframe{display:block;width:100%;height:44rem;border:1px solid var(--line);background:#fff}
        iframe.short{height:16rem}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}.pair h2{margin:.25rem 0;font-size:1rem;overflow-wrap:anywhere}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);background:var(--sheet);padding:1rem;margin:0;max-height:44rem;overflow-y:auto}
        form.row{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;margin:.5rem 0 1rem}td form.row{margin:0}
        @media(min-width:40.01rem){td form.row{flex-wrap:nowrap}}
        label{font-weight:600}input[type=search],input[type=text],select{font:inherit;padding:.45rem .6rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--sheet);color:var(--ink);max-width:100%}
        .field{display:flex;flex-direction:column;gap:.2rem;min-width:0}.grow{flex:1 1 16rem}
        button{font:inherit;padding:.45rem .9rem;border:1px solid var(--own);border-radius:.3rem;background:var(--own);color:var(--own-ink);cursor:pointer}
        button.quiet{background:var(--sheet);color:var(--own)}
        .gone{text-decoration:line-through}.bad{color:var(--bad);font-weight:600}.soft{color:var(--soft)}
        .id{white-space:nowrap}
        input[type=radio]{width:1.3rem;height:1.3rem}
        @media(max-width:40rem){
          .pair{grid-template-columns:minmax(0,1fr)}dl{grid-template-columns:minmax(0,1fr)}dt{margin-top:.4rem}
          .list thead{position:absolute;left:-99rem}.list table,.list tbody,.list tr,.list td,.list caption{display:block;width:100%}
          .list tr{border-top:1px solid var(--line);padding:.5rem 0}.list td{border:0;padding:.1rem .75rem;overflow-wrap:anywhere}
          .list td[data-label]:not(:empty)::before{content:attr(data-label) ": ";color:var(--soft)}
        }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _body = new();

    public static string Encode(string? text) => Encoder.Encode(text ?? "");

    public static string Link(string address, string? text) => $"<a href=\"{Encode(address)}\">{Encode(text)}</a>";

    public static string PersonLink(string email, string? text) => Link($"/personer/{Uri.EscapeDataString(email)}", text);

    public static string MeetingLink(string council, string meeting) => Id(Link($"/moeder/{council}/{meeting}", $"{council} {meeting}"));

    /// <summary>An id such as <c>2027-1</c>, which no line may end in the middle of.</summary>
    public static string Id(string markup) => $"<span class=\"id\">{markup}</span>";

    public Html Heading(int level, string text) => Raw($"<h{level}>{Encode(text)}</h{level}>");

    public Html Paragraph(string text) => Raw($"<p>{Encode(text)}</p>");

    public Html Raw(string markup)
    {
        _body.AppendLine(markup);
        return this;
    }

    /// <summary>Names and values, of which the values are markup.</summary>
    public Html Facts(params (string Name, string Markup)[] facts) =>
        Raw($"<dl>{string.Concat(facts.Where(fact => fact.Markup.Length > 0).Select(fact => $"<dt>{Encode(fact.Name)}</dt><dd>{fact.Markup}</dd>"))}</dl>");

    /// <summary>A table whose cells are markup. On a narrow screen each row stands as a list of its cells, named by their columns.</summary>
    public Html Table(string caption, string[] columns, IEnumerable<string[]> rows)
    {
        string head = string.Concat(columns.Select(column => $"<th scope=\"col\">{Encode(column)}</th>"));
        string body = string.Concat(rows.Select(row =>
            $"<tr>{string.Concat(row.Index().Select(cell => $"<td data-label=\"{Encode(columns[cell.Index])}\">{cell.Item}</td>"))}</tr>"));
        return Raw($"<div class=\"wide list\"><table><caption>{Encode(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>");
    }

    /// <summary>A form that changes something: a button for each of the values of one field, and fields before them.</summary>
    public static string Buttons(string action, string field, IEnumerable<(string Value, string Text)> choices, string before = "") =>
        $"<form class=\"row\" method=\"post\" action=\"{Encode(action)}\">{before}"
        + string.Concat(choices.Select(choice => $"<button class=\"quiet\" name=\"{Encode(field)}\" value=\"{Encode(choice.Value)}\">{Encode(choice.Text)}</button>"))
        + "</form>";

    /// <summary>False for a change that another site's page asks for. A program that is no browser says nothing, and may.</summary>
    public static bool IsFromHere(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == "null" || origin == $"{request.Scheme}://{request.Host}";
    }

    public static IResult Missing(string message) => new Html().Paragraph(message).Page("Ikke fundet", StatusCodes.Status404NotFound);

    public IResult Page(string title, int status = StatusCodes.Status200OK) => Results.Content(
        $"""
        <!doctype html>
        <html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{Encode(title)} – Lokal indbakke</title><style>{Style}</style></head>
        <body><a class="skip" href="#indhold">Gå til indhold</a>
        <header><div><strong>Lokal indbakke</strong><nav aria-label="Sider"><a href="/">Mails</a><a href="/personer">Personer</a><a href="/moeder">Møder</a><a href="/kalender">Kalender</a><a href="/dokumenter">Dokumenter</a></nav></div></header>
        <main id="indhold"><h1>{Encode(title)}</h1>
        {_body}</main></body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
