using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web;

/// <summary>The frame of every page: Danish, readable without script, one style sheet, nothing from elsewhere.</summary>
internal static class Page
{
    private const string Style =
        "*{box-sizing:border-box}" +
        "body{font:1.05rem/1.55 system-ui,-apple-system,\"Segoe UI\",sans-serif;color:#1a1a1a;background:#fff;margin:0}" +
        "header{border-bottom:4px solid #0b4f8a;padding:.8rem 0}header p{max-width:44rem;margin:0 auto;padding:0 1rem;font-weight:600}" +
        "main{max-width:44rem;margin:1.5rem auto 4rem;padding:0 1rem}" +
        "h1{font-size:1.9rem;line-height:1.2;margin:2rem 0 1.2rem;text-wrap:balance}h2{font-size:1.3rem;line-height:1.3;margin:2.4rem 0 .8rem;text-wrap:balance}" +
        "h3{font-size:1.1rem;margin:1.8rem 0 .6rem}p,li,dd{text-wrap:pretty;overflow-wrap:break-word}" +
        "dt{font-weight:600}dd{margin:0 0 .6rem}a{color:#0b4f8a}" +
        "@media(min-width:40rem){dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.4rem 1.6rem}dt{max-width:14rem}dd{margin:0}}" +
        ".contact{margin-top:3rem;border-top:1px solid #b3b3b3;font-size:.97rem}.contact h2{font-size:1.1rem;margin-top:1.2rem}" +
        "table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #b3b3b3}td{overflow-wrap:anywhere}th{font-size:.95rem}" +
        "summary{cursor:pointer;font-weight:600;color:#0b4f8a;padding:.4rem 0}" +
        ".note{border-left:4px solid #8a5a00;padding:.5rem .9rem;background:#fff6e5}" +
        ".done{border-left:4px solid #1c6b34;padding:.5rem .9rem;background:#eaf6ed}" +
        ".errors{border:2px solid #a1101b;padding:.2rem 1rem .6rem;margin:1.2rem 0}.errors h2{margin-top:.6rem;font-size:1.15rem}.errors a{color:#a1101b}" +
        ".field{margin:1.2rem 0;padding-left:0}.field.wrong{border-left:4px solid #a1101b;padding-left:.8rem}" +
        "label,legend{font-weight:600;display:block;margin-bottom:.15rem}label .hint,legend .hint{font-weight:400}.check{display:flex;gap:.6rem;align-items:flex-start}.check label{font-weight:400;margin:0}" +
        ".hint{color:#4d4d4d;margin:0 0 .3rem;font-size:.95rem}.error{color:#a1101b;font-weight:600;margin:0 0 .3rem}" +
        "input[type=text],input[type=email],input[type=time],input[type=number],input[type=date],input[type=file],select,textarea" +
        "{font:inherit;width:100%;padding:.45rem .55rem;border:2px solid #595959;border-radius:3px;background:#fff;color:inherit}" +
        "input[type=time],input[type=number],input[type=date]{width:11rem}input[type=checkbox],input[type=radio]{width:1.3rem;height:1.3rem;margin:.15rem 0 0;flex:none}" +
        ".wrong input,.wrong textarea,.wrong select{border-color:#a1101b}" +
        "fieldset{border:1px solid #8c8c8c;border-radius:3px;padding:.2rem 1rem .8rem;margin:1.6rem 0;min-width:0}legend{padding:0 .4rem}" +
        "fieldset.choice{border:0;padding:0;margin:1.2rem 0}fieldset.choice legend{padding:0}fieldset.choice.wrong{border-left:4px solid #a1101b;padding-left:.8rem}" +
        ".choice .field{margin:.5rem 0}" +
        "button,a.button{font:inherit;font-weight:600;display:inline-block;padding:.6rem 1.2rem;border:2px solid #0b4f8a;border-radius:3px;background:#0b4f8a;color:#fff;cursor:pointer;text-decoration:none}" +
        "button.quiet{background:#fff;color:#0b4f8a}button:hover,a.button:hover{background:#083a66;color:#fff}a:focus,summary:focus,button:focus,input:focus,select:focus,textarea:focus,.errors:focus{outline:3px solid #d98c00;outline-offset:2px}" +
        ".cards{list-style:none;padding:0}.cards li{border:1px solid #8c8c8c;border-radius:3px;padding:.7rem 1rem;margin:.7rem 0}.cards .long{margin:.5rem 0}" +
        ".long{white-space:pre-wrap}@media(max-width:30rem){h1{font-size:1.4rem}}";

    /// <summary>Nothing is fetched, the one style sheet is known by its digest, and forms go nowhere but here.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IResult Answer(HttpContext http, string? name, string title, string main, int status = StatusCodes.Status200OK)
    {
        PageHeaders.Set(http.Response);
        return Results.Text(Of(name, title, main), MediaTypeNames.Text.Html, Encoding.UTF8, status);
    }

    /// <param name="name">Whose page it is; null when that is not known.</param>
    /// <param name="title">Plain text.</param>
    /// <param name="main">HTML.</param>
    public static string Of(string? name, string title, string main) =>
        "<!doctype html><html lang=\"da\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
        $"<title>{Html.Text(title)}{(name is null ? "" : " – " + Html.Text(name))}</title><style>{Style}</style></head><body>" +
        $"{(name is null ? "" : $"<header><p>{Html.Text(name)}</p></header>")}<main>{main}</main></body></html>";
}

/// <summary>What a browser is told about every page.</summary>
internal static class PageHeaders
{
    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Page.SecurityPolicy;

        // Not no-referrer: a browser would then say of our own forms that they come from nowhere.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
    }
}
