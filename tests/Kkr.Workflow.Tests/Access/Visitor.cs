using System.Net;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Access;

/// <summary>Somebody with a browser: follows links from mails, keeps cookies, and fills in the forms that pages show.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    public Visitor(CouncilAtWork app)
    {
        Cookies = new CookieContainer();
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = app.Http.BaseAddress };
    }

    public static Visitor Of(CouncilAtWork app) => new(app);

    public CookieContainer Cookies { get; }

    /// <summary>The page that is open: its address, status and HTML.</summary>
    public Uri At { get; private set; } = new("about:blank");

    public HttpStatusCode Status { get; private set; }

    public string Html { get; private set; } = "";

    public HttpResponseMessage Answer { get; private set; } = new();

    /// <summary>The link in the newest mail of a kind to a post.</summary>
    public static string LinkIn(CouncilAtWork app, MailKind kind, string post) => Signed().Match(
        app.Mail.Sent.Last(mail => mail.Mail.Key.Kind == kind && mail.Mail.Key.Recipient == post).Mail.Text).Value;

    /// <summary>The same path at the app that is under test, wherever the mail says that it is.</summary>
    public Task OpenAsync(string address) => GoAsync(new HttpRequestMessage(HttpMethod.Get, Uri.TryCreate(address, UriKind.Absolute, out Uri? whole) && whole.Scheme != "file" ? whole.PathAndQuery : address));

    /// <summary>Sends the form of the open page that goes to an address with this ending, with what was typed over what it holds already.</summary>
    public Task SendAsync(string ending, Action<MultipartFormDataContent>? typed = null, Action<HttpRequestMessage>? also = null, IReadOnlyDictionary<string, string>? fields = null)
    {
        Match form = Form().Matches(Html).First(found => found.Groups["action"].Value.EndsWith(ending, StringComparison.Ordinal));
        MultipartFormDataContent content = [];
        HashSet<string> replaced = [.. fields?.Keys ?? []];
        foreach ((string name, string value) in FieldsOf(form.Groups["inner"].Value).Where(field => !replaced.Contains(field.Name)))
        {
            content.Add(new StringContent(value), name);
        }

        foreach ((string name, string value) in fields ?? new Dictionary<string, string>())
        {
            content.Add(new StringContent(value), name);
        }

        typed?.Invoke(content);
        HttpRequestMessage request = new(HttpMethod.Post, WebUtility.HtmlDecode(form.Groups["action"].Value)) { Content = content };
        also?.Invoke(request);
        return GoAsync(request);
    }

    /// <summary>Goes back to a page that was open before, as it was.</summary>
    public void Show(string page) => Html = page;

    public void Dispose() => http.Dispose();

    private async Task GoAsync(HttpRequestMessage request)
    {
        for (int hop = 0; hop < 5; hop++)
        {
            Answer = await http.SendAsync(request);
            At = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(http.BaseAddress!, request.RequestUri);
            Status = Answer.StatusCode;
            Html = await Answer.Content.ReadAsStringAsync();
            if (Answer.StatusCode is not (HttpStatusCode.SeeOther or HttpStatusCode.Found))
            {
                return;
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(At, Answer.Headers.Location!));
        }
    }

    private static IEnumerable<(string Name, string Value)> FieldsOf(string form)
    {
        foreach (Match input in Input().Matches(form))
        {
            string tag = input.Value;
            string type = Attribute(tag, "type") ?? "text";
            if (type is "file" || (type is "checkbox" or "radio" && !tag.Contains(" checked", StringComparison.Ordinal)))
            {
                continue;
            }

            yield return (Attribute(tag, "name")!, Attribute(tag, "value") ?? "");
        }

        foreach (Match area in Area().Matches(form))
        {
            yield return (WebUtility.HtmlDecode(area.Groups["name"].Value), WebUtility.HtmlDecode(area.Groups["text"].Value));
        }

        foreach (Match select in Choice().Matches(form))
        {
            yield return (select.Groups["name"].Value, select.Groups["value"].Value);
        }
    }

    private static string? Attribute(string tag, string name)
    {
        int at = tag.IndexOf($" {name}=\"", StringComparison.Ordinal);
        return at < 0 ? null : WebUtility.HtmlDecode(tag[(at + name.Length + 3)..tag.IndexOf('"', at + name.Length + 3)]);
    }

    [GeneratedRegex(@"https?://\S+/api/adgang\?t=[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Signed();

    [GeneratedRegex("""<form method="post"[^>]* action="(?<action>[^"]+)"[^>]*>(?<inner>.*?)</form>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<input [^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Input();

    [GeneratedRegex("""<textarea [^>]*name="(?<name>[^"]+)"[^>]*>\n(?<text>.*?)</textarea>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Area();

    [GeneratedRegex("""<select [^>]*name="(?<name>[^"]+)"[^>]*>.*?<option value="(?<value>[^"]*)" selected>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Choice();
}
