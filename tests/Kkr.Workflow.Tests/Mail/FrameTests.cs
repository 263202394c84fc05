using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Tests.Mail;

/// <summary>What every mail needs to arrive whole in Outlook, Gmail and Apple Mail, by day and by night.</summary>
public sealed partial class FrameTests
{
    /// <summary>Gmail cuts a mail off at 102 KB.</summary>
    private const int Largest = 100 * 1024;

    public static TheoryData<string> Names => [.. MailCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_Html_SurvivesMailPrograms(string name)
    {
        string source = MailCases.All[name].Render().Html;
        IDocument html = new HtmlParser().ParseDocument(source);

        Assert.InRange(Encoding.UTF8.GetByteCount(source), 1, Largest);
        Assert.Equal("light dark", html.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Contains("@media (prefers-color-scheme:dark)", source, StringComparison.Ordinal);
        Assert.Contains("<!--[if mso]><table role=\"presentation\" width=\"600\"", source, StringComparison.Ordinal);
        Assert.Contains("max-width:600px", html.QuerySelector("table.card")!.GetAttribute("style"), StringComparison.Ordinal);
        Assert.All(html.Body!.QuerySelectorAll("p,ul,li,a,h1,td,table"), element => Assert.False(
            element.GetAttribute("style") is null && !(element.LocalName == "table" && element.ParentElement!.LocalName == "td"), element.OuterHtml));
        Assert.Equal(Openings().Count(source), Closings().Count(source));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_Preheader_IsASentenceOfItsOwn(string name)
    {
        MailText mail = MailCases.All[name].Render();
        IElement hidden = new HtmlParser().ParseDocument(mail.Html).Body!.FirstElementChild!;

        Assert.StartsWith(mail.Preheader, hidden.TextContent, StringComparison.Ordinal);
        Assert.Contains("display:none", hidden.GetAttribute("style"), StringComparison.Ordinal);
        Assert.InRange(mail.Preheader.Length, 20, 130);
        Assert.EndsWith(".", mail.Preheader, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Preheader, mail.Subject + mail.Text, StringComparison.Ordinal);
        string[] subject = Words(mail.Subject);
        Assert.True(Words(mail.Preheader).Except(subject, StringComparer.OrdinalIgnoreCase).Count() >= 4, $"»{mail.Preheader}« repeats »{mail.Subject}«");
    }

    [Theory]
    [InlineData("#1d2a2e", "#ffffff")]
    [InlineData("#0b5a6f", "#ffffff")]
    [InlineData("#ffffff", "#0b5a6f")]
    [InlineData("#e8eff1", "#1b262a")]
    [InlineData("#8bd3e6", "#1b262a")]
    [InlineData("#ffffff", "#0d4656")]
    [InlineData("#0d2a33", "#8bd3e6")]
    public void Colours_OnTheirGround_CanBeRead(string ink, string ground)
    {
        string html = MailCases.All["CallForItems"].Render().Html;

        Assert.Contains(ink, html, StringComparison.Ordinal);
        Assert.Contains(ground, html, StringComparison.Ordinal);
        double light = Math.Max(Luminance(ink), Luminance(ground));
        double dark = Math.Min(Luminance(ink), Luminance(ground));
        Assert.True((light + 0.05) / (dark + 0.05) >= 4.5);
    }

    [Fact]
    public void Headers_OfEveryMail_SayThatAMachineSentIt_AndNameNoList()
    {
        foreach (MailKind kind in Enum.GetValues<MailKind>())
        {
            IReadOnlyDictionary<string, string> headers = MailHeaders.Of(kind);

            Assert.Equal("auto-generated", headers["Auto-Submitted"]);
            Assert.DoesNotContain(headers.Keys, name => name.StartsWith("List-", StringComparison.OrdinalIgnoreCase) || name is "Date" or "Message-ID" or "Precedence");
            Assert.All(headers, header => Assert.True(Ascii.IsValid(header.Key + header.Value) && !(header.Key + header.Value).Any(char.IsControl)));
        }
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    private static double Luminance(string colour)
    {
        double[] parts = [.. new[] { 1, 3, 5 }.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@"\w{3,}", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"<!--\[if mso\]>", RegexOptions.None, 1000)]
    private static partial Regex Openings();

    [GeneratedRegex(@"<!\[endif\]-->", RegexOptions.None, 1000)]
    private static partial Regex Closings();
}
