using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Tests.Golden;

namespace Kkr.Workflow.Tests.Documents;

public sealed class DocumentTests
{
    public static TheoryData<string> Names => DocumentCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_Rendered_MatchesGolden(string name) => GoldenFile.Verify($"Documents/{name}.html", Html(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_RenderedTwice_HasTheSameBytes(string name) => Assert.Equal(Html(name), Html(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_Read_HasStructureForEveryReader(string name)
    {
        IDocument page = Parse(name);

        Assert.Equal("da", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("#indhold", page.QuerySelector("body > a:first-child")?.GetAttribute("href"));
        int last = 0;
        foreach (IElement heading in page.QuerySelectorAll("h1,h2,h3,h4,h5,h6"))
        {
            int level = heading.LocalName[1] - '0';
            Assert.True(level <= last + 1, $"»{heading.TextContent}« is h{level} after h{last}.");
            last = level;
        }

        string[] ids = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), part => Assert.Contains(part.GetAttribute("aria-labelledby")!, ids));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotEmpty(table.QuerySelectorAll("th[scope=col]")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_Opened_FetchesAndRunsNothing(string name)
    {
        IDocument page = Parse(name);

        Assert.Empty(page.QuerySelectorAll("script,link,img,iframe,object,embed,form,[onclick],[onload],[src]"));
        Assert.DoesNotContain("javascript:\"", Html(name), StringComparison.OrdinalIgnoreCase);
        Assert.All(page.QuerySelectorAll("a[href*=':']"), link => Assert.Matches("^(https?|mailto):", link.GetAttribute("href")!));
        Assert.DoesNotContain("url(", Html(name), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_Published_CarriesNoPersonsContactData(string name)
    {
        string html = Html(name);

        Assert.Contains("kkr@kystland.example", html, StringComparison.Ordinal);
        Assert.All(Sample.People.People, person => Assert.DoesNotContain(person.Email, html, StringComparison.Ordinal));
        Assert.DoesNotContain("7000 0001", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.Meeting.Online!.JoinUrl!, html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ConfidentialItem_InAnyDocument_ShowsOnlyItsNumber(string name)
    {
        string html = Html(name);

        foreach (string secret in new[] { "Havnegade 9", "12 mio.", "sælges", "Hemmelig", "salgsaftale", "skøde" })
        {
            Assert.DoesNotContain(secret, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void ConfidentialItem_InTheAgenda_IsALukketPunkt() =>
        Assert.StartsWith("3.4. Fortroligt punkt", Parse("agenda-frozen").QuerySelector("#punkt-3-4 h3")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public void EmptySection_InTheAgenda_KeepsItsHeading()
    {
        IElement section = Parse("agenda-frozen").QuerySelector("#afsnit-7")!;

        Assert.Equal("7. Eventuelt", section.TextContent.Trim());
    }

    [Fact]
    public void WithdrawnItem_InTheAgenda_KeepsItsNumberAndSaysSo()
    {
        IElement item = Parse("agenda-frozen").QuerySelector("#punkt-3-3")!;

        Assert.Equal("3.3. Fælles indkøb Trukket tilbage", item.QuerySelector("h3")!.TextContent);
        Assert.DoesNotContain("Bortfaldet", item.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_InTitleAndText_IsShownAsWritten()
    {
        IElement item = Parse("agenda-frozen").QuerySelector("#punkt-3-2")!;

        Assert.Contains("<script>alert('x')</script>", item.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>HTML</b> & tegn", item.TextContent, StringComparison.Ordinal);
        Assert.Empty(item.QuerySelectorAll("script,b,a"));
    }

    [Fact]
    public void Agenda_OfAnUndecidedMeeting_HasNoDecisions() =>
        Assert.DoesNotContain("Beslutning", Html("agenda-frozen").Split("</style>")[1], StringComparison.Ordinal);

    [Fact]
    public void Attachment_OfAnotherMeeting_IsReachedFromBesideThisOne()
    {
        IElement[] links = [.. Parse("agenda-frozen").QuerySelectorAll("#punkt-3-1 .attachments a")];

        Assert.Equal(["Plan%202027-2029.pdf", "../../2026-4/documents/Tal.xlsx"], links.Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("agenda-frozen", "dagsorden-2026-11-17-v3.html")]
    [InlineData("agenda-network-draft", "dagsorden-2026-11-17-udkast-v1.html")]
    [InlineData("agenda-chairmanship-draft", "dagsorden-2026-11-17-udkast-v2.html")]
    [InlineData("agenda-supplementary", "tillaegsdagsorden-2026-11-17-v4.html")]
    [InlineData("minutes-draft", "referat-2026-11-17-udkast-v1.html")]
    [InlineData("minutes-published", "referat-2026-11-17-v2.html")]
    [InlineData("minutes-approved", "referat-2026-11-17-godkendt-v3.html")]
    public void Document_Named_SaysWhatItIs(string name, string file) => Assert.Equal(file, DocumentCases.Render(name, FileFormat.Html).Name);

    [Theory]
    [InlineData("agenda-frozen", null)]
    [InlineData("agenda-network-draft", "Udkast")]
    [InlineData("agenda-chairmanship-draft", "Udkast")]
    [InlineData("minutes-draft", "Udkast")]
    [InlineData("minutes-published", "Endnu ikke godkendt")]
    [InlineData("minutes-refused", "Endnu ikke godkendt")]
    [InlineData("minutes-approved", "Godkendt")]
    [InlineData("minutes-amended", "Godkendt med ændring")]
    public void Document_Marked_SaysHowFarItHasCome(string name, string? label) =>
        Assert.Equal(label, Parse(name).QuerySelector(".mark .label")?.TextContent);

    [Fact]
    public void Minutes_Overview_ListsDecisionsAndFollowUps()
    {
        IDocument page = Parse("minutes-published");

        Assert.Equal(
            ["Godkendt med ændring", "Taget til efterretning", "Drøftet og bemyndigelse givet", "Udsat til mødet den 9. februar 2027", "Trukket tilbage", "Ikke offentlig", "Afventer"],
            page.QuerySelectorAll("#beslutninger tbody td:last-child").Select(cell => cell.TextContent));
        Assert.Equal(
            ["Direktørkredsen", "Formanden", "Kommunaldirektøren i Fjordby Kommune"],
            page.QuerySelectorAll("#opfoelgning tbody td:nth-child(3)").Select(cell => cell.TextContent));
        Assert.Equal(
            ["ikke fastsat", "1. februar 2027", "1. december 2026"],
            page.QuerySelectorAll("#opfoelgning tbody td:last-child").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Minutes_Attendance_NamesPeopleByTownAndRole() =>
        Assert.Equal(
            ["Agnes Holm (Fjordby), formand", "Bent Ravn (Klitstrup), næstformand", "Dan Skov (Åhavn), stedfortræder for Clara Lund", "Clara Lund (Åhavn)", "Finn Bakke, rektor", "Gerda Mose"],
            Parse("minutes-published").QuerySelectorAll("#deltagere li").Select(name => name.TextContent.Trim()));

    [Fact]
    public void Minutes_Attendance_NamesTheChairsFirstAndThenEverybodyInDanishOrder()
    {
        DirectoryBook people = Sample.People with
        {
            People = [.. Sample.People.People.Select(person => person.Id switch { "p1" => person with { Name = "Åse Holm" }, "p2" => person with { Name = "Ørn Ravn" }, "p3" => person with { Name = "Ærø Lund" }, _ => person })],
        };
        Meeting meeting = Sample.HeldMeeting with { Attendance = new Attendance(["member-9003-1", "deputy-9003-1", "member-9002-1", "member-9001-1"], [], []) };

        byte[] html = MinutesDocument.Compose(Sample.Council, meeting, Sample.DecidedAgenda, MinutesEditionKind.Published, 1, people, null).Render(FileFormat.Html).Content;

        Assert.Equal(
            ["Åse Holm", "Ørn Ravn", "Dan Skov", "Ærø Lund"],
            new HtmlParser().ParseDocument(Encoding.UTF8.GetString(html)).QuerySelectorAll("#deltagere li").Select(name => name.TextContent.Trim().Split(" (")[0]));
    }

    private static string Html(string name) => Encoding.UTF8.GetString(DocumentCases.Render(name, FileFormat.Html).Content);

    private static IDocument Parse(string name) => new HtmlParser().ParseDocument(Html(name));
}
