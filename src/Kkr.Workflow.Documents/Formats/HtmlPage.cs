using System.Globalization;
using System.Reflection;
using System.Text;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>A page as one HTML file: styles inside, no script, nothing fetched, readable on a telephone, on paper and by a screen reader.</summary>
internal static class HtmlPage
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Kkr.Workflow.Documents.Formats.Page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    public static RenderedDocument Render(Page page, string name)
    {
        var html = new StringBuilder(4 * 1024);
        string title = HtmlText.Encode(page.FullTitle);
        html.Append($"""
            <!doctype html>
            <html lang="da">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{title}</title>
            <style>
            {Style.Value}</style>
            </head>
            <body>
            <a class="skip" href="#indhold">Gå til indholdet</a>

            """.ReplaceLineEndings("\n"));
        Head(html, page);
        if (!page.IsExcerpt)
        {
            Contents(html, page.Parts);
        }

        html.Append("<main id=\"indhold\">\n");
        new HtmlBlocks(html).Write(page.Parts, 2);
        html.Append("</main>\n");
        html.Append(CultureInfo.InvariantCulture, $"<footer><p>{HtmlText.Encode(page.Sender.Name)}, {HtmlBlocks.Anchor(page.Sender.Email, "mailto:" + page.Sender.Email)}</p></footer>\n");
        html.Append("</body>\n</html>\n");
        return new RenderedDocument(name, "text/html; charset=utf-8", Bytes(html));
    }

    /// <summary>In UTF-8, piece by piece as it was written: a long document's text is never in memory twice.</summary>
    private static byte[] Bytes(StringBuilder html)
    {
        PieceList file = new();
        Encoder encoder = Encoding.UTF8.GetEncoder();
        byte[] some = new byte[4 * 1024];
        foreach (ReadOnlyMemory<char> piece in html.GetChunks())
        {
            ReadOnlySpan<char> left = piece.Span;
            while (left.Length > 0)
            {
                encoder.Convert(left, some, flush: false, out int read, out int written, out _);
                file.Add(some.AsSpan(0, written));
                left = left[read..];
            }
        }

        return file.ToArray();
    }

    private static void Head(StringBuilder html, Page page)
    {
        html.Append("<header>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"source\">{HtmlText.Encode(page.Source)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlText.Encode(page.Title)}</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"subtitle\">{HtmlText.Encode(page.Subtitle)}</p>\n<dl class=\"facts\">\n");
        foreach (Fact fact in page.Facts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{HtmlText.Encode(fact.Name)}</dt><dd{(fact.IsList ? " class=\"list\"" : "")}>{HtmlText.Encode(fact.Value)}</dd></div>\n");
        }

        html.Append("</dl>\n");
        foreach (Mark mark in page.Marks)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"mark mark-{Class(mark.Kind)}\" role=\"note\">\n<p class=\"label\">{HtmlText.Encode(mark.Label)}</p>\n");
            new HtmlBlocks(html).Write(mark.Explanation, 2);
            html.Append("</div>\n");
        }

        html.Append("</header>\n");
    }

    private static string Class(MarkKind kind) => kind switch
    {
        MarkKind.Draft => "draft",
        MarkKind.NotApproved => "pending",
        MarkKind.Confidential => "confidential",
        _ => "approved",
    };

    private static void Contents(StringBuilder html, IReadOnlyList<Part> parts)
    {
        html.Append("<nav aria-labelledby=\"indholdsfortegnelse\">\n<h2 id=\"indholdsfortegnelse\">Indhold</h2>\n<ol>\n");
        foreach (Part part in parts)
        {
            html.Append("<li>").Append(Entry(part));
            List<Part> inner = [.. part.Content.OfType<Part>()];
            if (inner.Count > 0)
            {
                html.Append("\n<ol>\n");
                inner.ForEach(item => html.Append("<li>").Append(Entry(item)).Append("</li>\n"));
                html.Append("</ol>\n");
            }

            html.Append("</li>\n");
        }

        html.Append("</ol>\n</nav>\n");
    }

    private static string Entry(Part part) =>
        $"<a href=\"#{HtmlText.Encode(part.Anchor)}\">{HtmlBlocks.Number(part)}{HtmlText.Encode(part.Title)}</a>{HtmlBlocks.Label(part)}";
}
