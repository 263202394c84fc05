using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Tests.Documents;
using Kkr.Workflow.Tests.Golden;
using OneMail = Kkr.Workflow.Documents.Mail.Mail;

namespace Kkr.Workflow.Tests.Mail;

public sealed partial class MailTests
{
    public static TheoryData<string> Names => [.. MailCases.All.Keys];

    public static TheoryData<string> Confidential => [.. MailCases.All.Keys.Where(name => name.EndsWith(".confidential", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_Rendered_MatchesGolden(string name)
    {
        MailText mail = MailCases.All[name].Render();

        GoldenFile.Verify($"Mail/{name}.txt", $"{mail.Subject}\n\n{mail.Text}");
        GoldenFile.Verify($"Mail/{name}.html", mail.Html);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_HtmlAndText_SayTheSame(string name)
    {
        MailText mail = MailCases.All[name].Render();

        Assert.Equal(Words(mail.Text), Words(Read(Body(mail), link => $"{link.TextContent}: {link.GetAttribute("href")}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_Rendered_ReadsCleanly(string name)
    {
        MailText mail = MailCases.All[name].Render();

        Assert.StartsWith("Kære Eva Strand\n\n", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nVenlig hilsen\nSekretariatet, KKR Kystland\n", mail.Text, StringComparison.Ordinal);
        foreach (string part in new[] { mail.Subject, mail.Text, mail.Html })
        {
            Assert.DoesNotContain("{{", part, StringComparison.Ordinal);
            Assert.DoesNotContain("\r", part, StringComparison.Ordinal);
        }

        Assert.DoesNotMatch(Slip(), mail.Subject);
        Assert.DoesNotMatch(Slip(), mail.Text);
        Assert.DoesNotContain("\n", mail.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_Html_FetchesNothingAndLeadsWhereItSays(string name)
    {
        MailText mail = MailCases.All[name].Render();
        IDocument html = new HtmlParser().ParseDocument(mail.Html);

        Assert.Equal("da", html.DocumentElement.GetAttribute("lang"));
        Assert.Empty(html.QuerySelectorAll("script,img,link,iframe,object,form,[src],[background],[onclick]"));
        Assert.DoesNotMatch("url\\(|@import|@font-face", string.Concat(html.QuerySelectorAll("style").Select(style => style.TextContent)));
        Assert.All(html.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.All(html.QuerySelectorAll("a"), link => Assert.True(
            link.GetAttribute("href") == "mailto:" + link.TextContent
            || (Label().IsMatch(link.TextContent) && mail.Text.Contains($"{link.TextContent}: {link.GetAttribute("href")}", StringComparison.Ordinal)),
            link.OuterHtml));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_WithSomethingToDo_HasOneButtonForIt(string name)
    {
        IDocument html = new HtmlParser().ParseDocument(MailCases.All[name].Render().Html);
        IElement[] links = [.. html.QuerySelectorAll("a").Where(link => link.GetAttribute("href") == MailCases.Address)];
        IElement[] buttons = [.. html.QuerySelectorAll("td[bgcolor] > a")];

        Assert.Equal(links, buttons);
        Assert.True(buttons.Length <= 1);
        Assert.All(buttons, button => Assert.Equal(button.ParentElement!.TextContent, button.TextContent));
    }

    [Theory]
    [MemberData(nameof(Confidential))]
    public void ConfidentialItem_InAMail_TellsNothing(string name)
    {
        MailText mail = MailCases.All[name].Render();

        Assert.Contains("Fortroligt punkt", mail.Subject, StringComparison.Ordinal);
        foreach (string secret in new[] { "Havnegade 9", "12 mio.", "sælges", "solgt", "skøde" })
        {
            Assert.DoesNotContain(secret, mail.Subject + mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("ItemRejected.confidential", "reason", "Begrundelse: {hvis begrundelse}{begrundelse}{slut}{sekretariat.telefon}")]
    [InlineData("ItemReturned.confidential", "comment", "Vi skriver: {kommentar}. Ring på {sekretariat.telefon}.")]
    [InlineData("FollowUp.confidential", "opening", "Vi besluttede: {beslutning}, {opgave}.")]
    public void ConfidentialItem_InACouncilsOwnWords_TellsNothing(string name, string block, string text)
    {
        MailWording wording = MailWording.Of(Enum.Parse<MailKind>(name.Split('.')[0]), [new MailTextBlock(block, text)], null, out IReadOnlyList<UnusableText> unusable);
        MailText mail = MailCases.All[name].Render(wording);

        Assert.Empty(unusable);
        Assert.DoesNotContain("sælges", mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("solgt", mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("skøde", mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ConfidentialItem_MissingADecision_IsListedWithoutItsTitle()
    {
        MailText mail = MailCases.All["MinutesDue"].Render();

        Assert.Contains("\n- 3.4 Fortroligt punkt\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Salg af grunden", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Title_WithMarkup_IsEncodedInHtmlOnly()
    {
        MailText mail = MailCases.All["Acknowledgement"].Render();

        Assert.Contains("<script>alert('x')</script>", mail.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; kysten &amp; fjorden", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Title_WithLineBreak_MakesNoSecondHeaderLine()
    {
        Item item = Sample.Item("3.1", "Titel\r\nBcc: alle@kystland.example");

        Assert.Equal(
            "Punktet \"Titel Bcc: alle@kystland.example\" kommer ikke på dagsordenen",
            new ItemRejectedMail(MailCases.Frame(), item, "Nej").Render().Subject);
    }

    [Fact]
    public void TeamsLink_ThatIsNoWebAddress_IsLeftOut()
    {
        MailFrame frame = MailCases.Frame(Sample.Meeting with { Online = new("e", "javascript:alert(1)") });

        Assert.DoesNotContain("javascript", new AgendaDispatchMail(frame).Render().Html, StringComparison.Ordinal);
    }

    [Fact]
    public void ApprovedMail_OfARefusal_CannotBeMade() =>
        Assert.Throws<ArgumentException>(() => new MinutesApprovedMail(
            MailCases.Frame(), new MinutesVerdict(MinutesVerdictKind.NotApproved, "2027-1", new DateOnly(2027, 2, 9), null, default)));

    [Fact]
    public void EveryMailKind_HasItsMailAndItsCase()
    {
        string[] mails = [.. typeof(OneMail).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OneMail))).Select(type => type.Name).Order(StringComparer.Ordinal)];

        Assert.Equal(Enum.GetNames<MailKind>().Select(kind => kind + "Mail").Order(StringComparer.Ordinal), mails);
        Assert.Equal(mails, MailCases.All.Values.Select(mail => mail.GetType().Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(MailCases.All, entry => Assert.Equal(entry.Key.Split('.')[0] + "Mail", entry.Value.GetType().Name));
    }

    [Fact]
    public void EveryTemplate_BelongsToAMail()
    {
        string[] templates = [.. typeof(OneMail).Assembly.GetManifestResourceNames().Where(name => name.Contains(".Mail.", StringComparison.Ordinal))];

        Assert.Equal(
            Enum.GetNames<MailKind>().Append("Frame").SelectMany(name => new[] { $"{name}.html", $"{name}.txt" }).Order(StringComparer.Ordinal),
            templates.Select(name => name.Split(".Mail.")[1]).Order(StringComparer.Ordinal));
    }

    /// <summary>The text of an element as a text mail would lay it out; council and subject stand in the header of both parts, and the preheader is for lists of mails.</summary>
    /// <param name="node">The element.</param>
    /// <param name="write">How a link to a page is laid out.</param>
    internal static string Read(INode node, Func<IElement, string> write)
    {
        return node switch
        {
            IElement { LocalName: "h1" } => "",
            IElement { LocalName: "a" } link => link.GetAttribute("href")!.StartsWith("mailto:", StringComparison.Ordinal) ? link.TextContent : write(link),
            IElement element when element.ClassList.Contains("head") || element.GetAttribute("aria-hidden") == "true" => "",
            IText text => text.Data,
            IElement { LocalName: "br" } => "\n",
            IElement { LocalName: "li" } item => "- " + string.Concat(item.ChildNodes.Select(Inner)) + "\n",
            IElement { LocalName: "p" } paragraph => string.Concat(paragraph.ChildNodes.Select(Inner)) + "\n",
            _ => string.Concat(node.ChildNodes.Select(Inner)),
        };

        string Inner(INode child) => Read(child, write);
    }

    internal static IElement Body(MailText mail) => new HtmlParser().ParseDocument(mail.Html).Body!;

    internal static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A few words that say what happens, no address.</summary>
    [GeneratedRegex(@"^[A-ZÆØÅ][\p{L} -]{4,38}$", RegexOptions.None, 1000)]
    private static partial Regex Label();

    /// <summary>Double spaces, a space before a stop, two stops, an empty quotation, an ISO date, or »kl.« without a Danish time.</summary>
    [GeneratedRegex(@"[^\n]  |\s[.,;:]|\.\.|""""|,,|\d{4}-\d{2}-\d{2}|\bkl\. (?!\d{1,2}\.\d{2})", RegexOptions.None, 1000)]
    private static partial Regex Slip();
}
