using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>Writes the inbox's pages: one layout, no scripts, nothing from elsewhere, everything encoded unless it is markup of ours.</summary>
internal sealed class Html
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:68rem;padding:0 1rem 3rem}
        header{border-bottom:2px solid;margin-bottom:1rem}
        nav a{display:inline-block;margin-right:1.25rem;padding:.5rem 0}
        a:focus-visible,button:focus-visible{outline:3px solid;outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
        table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}
        th,td{border-bottom:1px solid #888;padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
        nav [aria-current]{font-weight:700;text-decoration:none}
        iframe{width:100%;height:34rem;border:1px solid #888;background:#fff}
        iframe.short{height:14rem}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #888;padding:1rem}
        form{display:inline-block;margin-right:1rem}button{font:inherit;padding:.4rem .8rem}
        .gone{text-decoration:line-through}
        .id{white-space:nowrap}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _body = new();

    public static string Encode(string? text) => Encoder.Encode(text ?? "");

    public static string Link(string address, string? text) => $"<a href=\"{Encode(address)}\">{Encode(text)}</a>";

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

    /// <summary>A table whose cells are markup.</summary>
    public Html Table(string caption, string[] columns, IEnumerable<string[]> rows)
    {
        string head = string.Concat(columns.Select(column => $"<th scope=\"col\">{Encode(column)}</th>"));
        string body = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>"));
        return Raw($"<table><caption>{Encode(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>");
    }

    public IResult Page(string title, int status = StatusCodes.Status200OK) => Results.Content(
        $"""
        <!doctype html>
        <html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{Encode(title)} – Lokal indbakke</title><style>{Style}</style></head>
        <body><a class="skip" href="#indhold">Gå til indhold</a>
        <header><nav aria-label="Sider"><a href="/">Indbakke</a><a href="/moeder">Møder</a><a href="/kalender">Kalender</a></nav></header>
        <main id="indhold"><h1>{Encode(title)}</h1>
        {_body}</main></body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
