using System.Text;
using Kkr.Workflow.Documents.Formats;

namespace Kkr.Workflow.Tests.Documents;

public sealed class ItemTextTests
{
    [Theory]
    [InlineData("Første linje\nanden linje", "<p>Første linje anden linje</p>")]
    [InlineData("Et afsnit\n\nEt til", "<p>Et afsnit</p><p>Et til</p>")]
    [InlineData("Følgende:\n– a\n– b", "<p>Følgende:</p><ul><li>a</li><li>b</li></ul>")]
    [InlineData("• a\n• b", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("- a\no b\no c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>")]
    [InlineData("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>")]
    [InlineData("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>")]
    [InlineData("3) a\n4) b", "<ol start=\"3\"><li>a</li><li>b</li></ol>")]
    [InlineData("a. et\nb. to", "<ol type=\"a\"><li>et</li><li>to</li></ol>")]
    [InlineData("## Økonomi\nTekst", "<h2>Økonomi</h2><p>Tekst</p>")]
    [InlineData("**Økonomi**\n\nTekst", "<h2>Økonomi</h2><p>Tekst</p>")]
    [InlineData("Bemærkninger\n\nTekst", "<h2>Bemærkninger</h2><p>Tekst</p>")]
    public void Text_WithStructure_BecomesThatStructure(string text, string html) => Assert.Equal(html, Html(text));

    [Theory]
    [InlineData("20. juni 2023 er fristen")]
    [InlineData("2025. Det var året")]
    [InlineData("3.000 sider")]
    [InlineData("5.490 assistentelever")]
    [InlineData("P. Hansen deltager")]
    [InlineData("f. eks. færger")]
    [InlineData("    indrykket tekst")]
    [InlineData("[1]: https er ikke et link")]
    [InlineData("<li>- punkt")]
    [InlineData("SAG-2026-00100 og 8_tal_her")]
    public void Text_ThatLooksLikeMarkup_StaysText(string text) =>
        Assert.Equal($"<p>{HtmlText.Encode(text.Trim())}</p>", Html(text));

    [Theory]
    [InlineData("Se https://kl.example/a?b=1&c=2.", "<p>Se <a href=\"https://kl.example/a?b=1&amp;c=2\">https://kl.example/a?b=1&amp;c=2</a>.</p>")]
    [InlineData("[her](https://kl.example)", "<p><a href=\"https://kl.example\">her</a></p>")]
    [InlineData("[her](javascript:alert(1))", "<p>her</p>")]
    [InlineData("[her](data:text/html,x)", "<p>her</p>")]
    [InlineData("![billede](https://kl.example/x.png)", "<p>billede</p>")]
    [InlineData("<https://kl.example>", "<p><a href=\"https://kl.example\">https://kl.example</a></p>")]
    public void Link_InText_LeadsOnlyToTheWeb(string text, string html) => Assert.Equal(html, Html(text));

    [Theory]
    [InlineData("Skriv til per@by.example.", "<p>Skriv til (e-mailadresse udeladt).</p>")]
    [InlineData("Skriv til per_ole@by.example i dag", "<p>Skriv til (e-mailadresse udeladt) i dag</p>")]
    [InlineData("<per@by.example>", "<p>(e-mailadresse udeladt)</p>")]
    [InlineData("[Per](mailto:per@by.example)", "<p>Per</p>")]
    [InlineData("mailto:per@by.example", "<p>(e-mailadresse udeladt)</p>")]
    [InlineData("Skriv til kkr@raad.example", "<p>Skriv til kkr@raad.example</p>")]
    [InlineData("Ring på tlf. 70 00 00 01", "<p>Ring på (telefonnummer udeladt)</p>")]
    [InlineData("Ring på +45 7000 0001", "<p>Ring på (telefonnummer udeladt)</p>")]
    [InlineData("I 2027 2028 og 12345678 kr.", "<p>I 2027 2028 og 12345678 kr.</p>")]
    public void ContactData_InText_IsWithheld(string text, string html) => Assert.Equal(html, Html(text));

    [Fact]
    public void Text_OfNothing_IsNoBlock() => Assert.Equal("", Html("  \n \n"));

    private static string Html(string text)
    {
        var html = new StringBuilder();
        new HtmlBlocks(html).Write(new ItemText(new ContactData("kkr@raad.example")).Parse(text), 2);
        return html.Replace("\n", "").ToString();
    }
}
