using AngleSharp.Dom;
using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using OneMail = Kkr.Workflow.Documents.Mail.Mail;

namespace Kkr.Workflow.Tests.Mail;

/// <summary>Texts that a council writes itself.</summary>
public sealed class MailTextTests
{
    public static TheoryData<string> Cases => [.. MailCases.All.Keys];

    public static TheoryData<string> Mails => [.. MailBlocks.Names];

    [Theory]
    [MemberData(nameof(Mails))]
    public void StandardTexts_OfEveryMail_MayBeSavedAsTheyAre(string mail) =>
        Assert.Empty(MailTextRules.Check(mail, [.. MailBlocks.Of(mail).Select(block => new MailTextBlock(block.Name, block.Standard))]));

    [Theory]
    [MemberData(nameof(Cases))]
    public void StandardTexts_SavedAsTheyAre_GiveTheSameMail(string name)
    {
        OneMail mail = MailCases.All[name];
        MailKind kind = Enum.Parse<MailKind>(name.Split('.')[0]);
        MailWording wording = Wording(kind, [.. MailBlocks.Of(MailBlocks.NameOf(kind)).Select(block => new MailTextBlock(block.Name, block.Standard))]);

        MailText standard = mail.Render();
        MailText own = mail.Render(wording);

        Assert.Equal((standard.Subject, standard.Preheader), (own.Subject, own.Preheader));
        Assert.Equal(standard.Text, own.Text);
        Assert.Equal(standard.Html, own.Html);
    }

    [Fact]
    public void OwnText_InItsBlock_StandsInBothParts_AndValuesAreEncoded()
    {
        MailText mail = Render("ItemReturned", ("comment", "Der mangler **noget** & det er:\n{kommentar}\n\n- Ring på {sekretariat.telefon}"));

        Assert.Contains("Der mangler noget & det er:\nSkriv, hvad <ruten> koster.\n- Ring på ", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Der mangler <strong>noget</strong> &amp; det er:<br>Skriv, hvad &lt;ruten&gt; koster.</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Ring på ", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnLink_AloneOnItsLine_IsTheButton()
    {
        MailText mail = Render("CallForItems", ("link", "Vi glæder os til at høre fra jer:\n{link: Svar & send <3}\nTak."));

        Assert.Contains($"\n\nVi glæder os til at høre fra jer:\n\nSvar & send <3: {MailCases.Address}\n\nTak.\n\n", mail.Text, StringComparison.Ordinal);
        IElement button = Assert.Single(MailTests.Body(mail).QuerySelectorAll("td[bgcolor] > a"));
        Assert.Equal((MailCases.Address, "Svar & send <3"), (button.GetAttribute("href"), button.TextContent));
    }

    [Fact]
    public void OwnLink_WithinASentence_IsWordsInHtmlAndAnAddressInText()
    {
        MailText mail = Render("CallForItems", ("link", "Svar her: {link}, eller se {link: indkaldelsen}."));

        Assert.Contains($"Svar her: {MailCases.Address}, eller se indkaldelsen: {MailCases.Address}.", mail.Text, StringComparison.Ordinal);
        IElement body = MailTests.Body(mail);
        Assert.Empty(body.QuerySelectorAll("td[bgcolor] > a"));
        Assert.Equal(["Åbn siden", "indkaldelsen"], body.QuerySelectorAll("a").Select(link => link.TextContent));
    }

    [Fact]
    public void OwnWordsForThePdf_HoldInEveryMailThatHasOne()
    {
        MailTextBlock[] frame = [new("pdf", "{hvis pdflink}\nTil print: {pdflink: PDF-udgaven}, {pdf.størrelse}.\n{slut}")];
        string with = MailCases.All["AgendaDispatch.pdf"].Render(MailWording.Of(MailKind.AgendaDispatch, null, frame, out _)).Text;
        string without = MailCases.All["AgendaDispatch"].Render(MailWording.Of(MailKind.AgendaDispatch, null, frame, out _)).Text;

        Assert.Contains($"\n\nTil print: PDF-udgaven: {MailCases.Address}&format=pdf, 182 kB.\n\nVenlig hilsen", with, StringComparison.Ordinal);
        Assert.Equal(MailCases.All["AgendaDispatch"].Render().Text, without);
    }

    [Fact]
    public void OwnSubject_WithALineBreakInAValue_StaysOneLine() =>
        Assert.Equal("Retur: Cykelsti langs <script>alert('x')</script> kysten & fjorden", Render("ItemReturned", ("subject", "Retur: {punkt.titel}")).Subject);

    [Fact]
    public void OwnFrame_IsUsedByEveryMail_UnlessTheMailHasItsOwn()
    {
        MailTextBlock[] frame = [new("greeting", "Hej {navn}"), new("signature", "Kysthilsener fra {råd}\n{sekretariat.telefon}")];
        MailText mail = MailCases.All["CallForItems"].Render(MailWording.Of(MailKind.CallForItems, [new("greeting", "Goddag {navn}")], frame, out _));

        Assert.StartsWith("Goddag Eva Strand\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("\nVenlig hilsen\nKysthilsener fra KKR Kystland\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnText_ThatNoLongerFits_IsLeftOutAsAWhole()
    {
        MailWording wording = MailWording.Of(
            MailKind.CallForItems, [new("subject", "Nyt emne"), new("deadline", "Send senest {gammelt.felt}.")], null, out IReadOnlyList<UnusableText> unusable);

        Assert.Equal(MailCases.All["CallForItems"].Render().Html, MailCases.All["CallForItems"].Render(wording).Html);
        Assert.Equal(("callForItems", "mail-text-field-unknown"), (Assert.Single(unusable).Mail, unusable[0].Refusal.Code));
    }

    [Theory]
    [InlineData("callForItems", "opening", "Møde {møde.datoen}.", "mail-text-field-unknown", "{møde.datoen}")]
    [InlineData("callForItems", "opening", "Svar på {svar}.", "mail-text-field-unknown", "{svar}")]
    [InlineData("callForItems", "link", "Svar venligst.", "mail-text-field-missing", "{link}")]
    [InlineData("callForItems", "deadline", "Skynd jer.", "mail-text-field-missing", "{frist.dato}")]
    [InlineData("callForItems", "link", "{hvis er.kommune}Svar her: {link}.{slut}", "mail-text-field-conditional", "{link}")]
    [InlineData("callForItems", "opening", "Mødet er i {møde.sted}.", "mail-text-field-unguarded", "{møde.sted}")]
    [InlineData("callForItems", "opening", "Svar {er.kommune}.", "mail-text-field-place", "{er.kommune}")]
    [InlineData("callForItems", "subject", "Svar her: {link}", "mail-text-field-place", "{link}")]
    [InlineData("callForItems", "link", "{link:}", "mail-text-link-words", "{link: }")]
    [InlineData("callForItems", "link", "{link: Et link, hvis ord er så mange, at ingen knap kan rumme dem alle på en telefon}", "mail-text-link-words", "{link: Et link, hvis ord er så mange, at ingen knap kan rumme dem alle på en telefon}")]
    [InlineData("callForItems", "opening", "{råd: Rådet} holder møde.", "mail-text-link-words", "{råd: Rådet}")]
    [InlineData("callForItems", "opening", "{navn : Du}", "mail-text-braces", "{navn : Du}")]
    [InlineData("agendaDispatch", "pdf", "{pdflink: Hent}", "mail-text-field-unguarded", "{pdflink}")]
    [InlineData("agendaDispatch", "pdf", "{hvis pdflink}Fylder {pdf.størrelse}.{slut}", "mail-text-field-missing", "{pdflink}")]
    [InlineData("frame", "pdf", "Bed om en PDF.", "mail-text-field-missing", "{pdflink}")]
    [InlineData("callForItems", "subject", "Emne\r\nBcc: alle@kystland.example", "mail-text-line-break", "Emne\r\nBcc: alle@kystland.example")]
    [InlineData("callForItems", "subject", "   ", "mail-text-empty", "   ")]
    [InlineData("callForItems", "opening", "<b>Vigtigt</b>", "mail-text-html", "<b>")]
    [InlineData("callForItems", "opening", "Se <!-- her", "mail-text-html", "<!-- her")]
    [InlineData("callForItems", "opening", "Skjult\u202Etekst", "mail-text-character", "U+202E")]
    [InlineData("callForItems", "opening", "Nul\0tegn", "mail-text-character", "U+0000")]
    [InlineData("callForItems", "opening", "{{meetingDate}}", "mail-text-braces", "{")]
    [InlineData("callForItems", "opening", "{møde.dato", "mail-text-braces", "{")]
    [InlineData("callForItems", "opening", "{Møde.Dato}", "mail-text-braces", "{Møde.Dato}")]
    [InlineData("callForItems", "opening", "{hvis er.kommune}Ja", "mail-text-unclosed", "{hvis er.kommune}Ja")]
    [InlineData("callForItems", "opening", "{hvis er.kommune}\nJa", "mail-text-unclosed", "{hvis er.kommune}")]
    [InlineData("callForItems", "opening", "Ja{slut}", "mail-text-unopened", "Ja{slut}")]
    [InlineData("callForItems", "opening", "{slut}", "mail-text-unopened", "{slut}")]
    [InlineData("callForItems", "opening", "**fed", "mail-text-unclosed", "**fed")]
    [InlineData("callForItems", "overskrift", "Tekst", "mail-text-block-unknown", "overskrift")]
    [InlineData("minutesDue", "undecided", "{for hver punkter}\n- {navn}\n{slut}", "mail-text-field-unknown", "{navn}")]
    [InlineData("minutesDue", "undecided", "Se {punkter}.", "mail-text-field-place", "{punkter}")]
    [InlineData("minutesDue", "undecided", "Mangler: {for hver punkter}{punkt.titel}{slut}", "mail-text-each-inline", "{for hver punkter}")]
    [InlineData("minutesDue", "undecided", "Intet.", "mail-text-field-missing", "{punkter}")]
    [InlineData("frame", "greeting", "Kære {link}", "mail-text-field-unknown", "{link}")]
    public void Text_AgainstARule_IsRefusedWithFieldRuleAndValue(string mail, string block, string text, string code, string value)
    {
        Refusal refusal = MailTextRules.Check(mail, [new MailTextBlock(block, text)])[0];

        Assert.Equal((code, value), (refusal.Code, refusal.Value));
        Assert.StartsWith("blocks", refusal.Field, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Rule!);
        Assert.EndsWith(".", refusal.Danish, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_TooLong_IsRefusedWithItsLimit()
    {
        Assert.Equal("at most 250 characters", MailTextRules.Check("callForItems", [new("subject", new string('a', 251))])[0].Rule);
        Assert.Equal("at most 2000 characters", MailTextRules.Check("callForItems", [new("opening", new string('a', 2001))])[0].Rule);
    }

    [Fact]
    public void Block_NamedTwice_IsRefused() =>
        Assert.Equal("mail-text-block-twice", MailTextRules.Check("callForItems", [new("opening", "A"), new("opening", "B")])[0].Code);

    [Fact]
    public void Link_MovedToAnotherBlock_StaysInTheMail() =>
        Assert.Empty(MailTextRules.Check("callForItems", [new("link", "Send punkter til os."), new("noItems", "Svar her: {link}.")]));

    private static MailText Render(string name, params (string Name, string Text)[] texts) =>
        MailCases.All[name].Render(Wording(Enum.Parse<MailKind>(name.Split('.')[0]), [.. texts.Select(text => new MailTextBlock(text.Name, text.Text))]));

    private static MailWording Wording(MailKind kind, IReadOnlyList<MailTextBlock> texts)
    {
        MailWording wording = MailWording.Of(kind, texts, null, out IReadOnlyList<UnusableText> unusable);
        Assert.True(unusable.Count == 0, string.Join('\n', unusable.Select(one => $"{one.Refusal.Value}: {one.Refusal.English}")));
        return wording;
    }
}
