using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>An item's text is Markdown: HTML in it is refused when it is sent, with the piece that is to go.</summary>
public sealed class RawHtmlTests
{
    [Theory]
    [InlineData("Se <b>her</b>", "<b>")]
    [InlineData("a</p>b", "</p>")]
    [InlineData("<script>alert(1)</script>", "<script>")]
    [InlineData("<SCRIPT src=//x.example", "<SCRIPT")]
    [InlineData("<img src=x onerror=alert(1)", "<img")]
    [InlineData("linje\n<!-- skjult -->", "<!--")]
    [InlineData("<!doctype html>", "<!d")]
    [InlineData("<?xml version='1.0'?>", "<?")]
    [InlineData("<br/>", "<br/>")]
    [InlineData("<a\nhref='x'>x</a>", "<a\nhref='x'>")]
    public void In_Html_FindsWhereItBegins(string text, string begins) => Assert.StartsWith(begins, RawHtml.In(text)!, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2 < 3 og 5 > 4")]
    [InlineData("under <5 pct.")]
    [InlineData("<https://kystland.example/a?b=c>")]
    [InlineData("<kkr@kystland.example>")]
    [InlineData("Børne- & ungeområdet <3")]
    [InlineData("> et citat\n\n| A | B |\n|---|---|\n| 1 | 2 |")]
    public void In_MarkdownAndPlainText_FindsNone(string? text) => Assert.Null(RawHtml.In(text));

    [Fact]
    public void In_ALongText_TakesNoTime()
    {
        Assert.Null(RawHtml.In(string.Concat(Enumerable.Repeat("<a", 50_000))));
        Assert.Null(RawHtml.In("<a " + new string('x', 100_000)));
    }

    [Theory]
    [InlineData("background")]
    [InlineData("recommendation")]
    [InlineData("presentation")]
    public async Task Item_SentWithHtml_IsRefusedWithFieldRuleValueAndBothLanguages(string field)
    {
        await using CouncilAtWork app = await CallingAsync();
        Dictionary<string, object?> draft = (Dictionary<string, object?>)Text("Et punkt");
        draft[field] = "Teksten er <b onclick=x>fed</b>.";

        using HttpResponseMessage response = await app.RawAsync(HttpMethod.Post, $"{Acting.Meetings}/2026-1/items", draft, "director-0730");
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field + "-html", problem.GetProperty("code").GetString());
        string whole = problem.ToString();
        Assert.Contains("Markdown without HTML", whole, StringComparison.Ordinal);
        Assert.Contains("Skriv teksten uden koder i vinkelparenteser", whole, StringComparison.Ordinal);
        Assert.Contains("Write it as plain text or Markdown", whole, StringComparison.Ordinal);
        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, item => item.Title == "Et punkt");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("amendment")]
    [InlineData("consensus")]
    public void Decision_WithHtml_IsRefusedAtItsField(string field)
    {
        const string Html = "<iframe src=x>";
        Decision decision = new()
        {
            Outcomes = [Outcome.Noted],
            Text = field == "text" ? Html : "Taget til efterretning.",
            Amendment = field == "amendment" ? Html : null,
            Consensus = field == "consensus" ? Html : null,
        };

        Refusal? refusal = DecisionRules.Check(decision, Documents.Sample.Item("3.1", "Punkt"), Documents.Sample.HeldMeeting, hasQuorum: true);

        Assert.Equal(("decision-html", field), (refusal?.Code, refusal?.Field));
    }
}
