using System.Net;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Documents;
using Kkr.Workflow.Tests.MeetingLifecycle;
using UglyToad.PdfPig;

namespace Kkr.Workflow.Tests.Editions;

/// <summary>Reads what editions say, in whichever format.</summary>
internal static partial class EditionReading
{
    /// <summary>An address in a meeting's folder of documents.</summary>
    public static string Address(string path, string folder = "documents")
    {
        string[] parts = path.Split('/', 3);
        return $"councils/{parts[0]}/meetings/{parts[1]}/{folder}/{parts[2]}";
    }

    /// <summary>The letters and figures of a document, without what layout puts between them.</summary>
    public static string LettersOf(EditionFormat format, byte[] content) => Letters(format switch
    {
        EditionFormat.Pdf => OfPdf(content),
        EditionFormat.Docx => DocumentText.OfDocx(content),
        _ => DocumentText.OfHtml(System.Text.Encoding.UTF8.GetString(content)),
    });

    public static string Letters(string text) => NoLetters().Replace(text, "");

    public static async Task<byte[]> ContentAsync(this CouncilAtWork app, string path, bool confidential = false)
    {
        (ArchivedDocument _, Stream stream) = (await app.Archive.OpenAsync(path, confidential, default))!.Value;
        using MemoryStream whole = new();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    public static Task<HttpResponseMessage> GetAsync(this CouncilAtWork app, string address, string post, params string[] accept) =>
        app.AskAsync(HttpMethod.Get, address, post, accept);

    public static async Task<HttpResponseMessage> AskAsync(this CouncilAtWork app, HttpMethod method, string address, string post, params string[] accept)
    {
        using HttpRequestMessage request = new(method, "api/" + address);
        request.Headers.Add("X-Acting-Post", post);
        if (accept.Length > 0)
        {
            request.Headers.Add("Accept", accept);
        }

        return await app.Http.SendAsync(request);
    }

    public static async Task<HttpStatusCode> StatusAsync(this CouncilAtWork app, string address, string post)
    {
        using HttpResponseMessage answer = await app.GetAsync(address, post);
        return answer.StatusCode;
    }

    private static string OfPdf(byte[] content)
    {
        using PdfDocument document = PdfDocument.Open(content);
        return string.Join(' ', document.GetPages().Select(page => page.Text));
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+", RegexOptions.None, 1000)]
    private static partial Regex NoLetters();
}
