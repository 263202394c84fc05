using AngleSharp.Dom;
using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain.Mailing;
using OneMail = Kkr.Workflow.Documents.Mail.Mail;

namespace Kkr.Workflow.Tests.Mail;

/// <summary>Texts thrown together at random: what is let in when it is saved never fails when it is sent, and says the same in both parts.</summary>
public sealed class RandomTextTests
{
    private const int Tries = 400;

    public static TheoryData<string> Mails => [.. Enum.GetNames<MailKind>()];

    [Theory]
    [MemberData(nameof(Mails))]
    public void Text_ThatIsLetIn_IsWrittenInEveryCase(string name)
    {
        MailKind kind = Enum.Parse<MailKind>(name);
        string mail = MailBlocks.NameOf(kind);
        Random dice = new(name.Length);
        string[] pieces = [.. Pieces(mail)];
        int letIn = 0;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            IReadOnlyList<MailBlock> blocks = MailBlocks.Of(mail);
            MailBlock block = blocks[dice.Next(blocks.Count)];

            // Behind the standard text, so that what the mail is for is there.
            string text = block.Standard + (block.IsLine ? " " : "\n\n") + string.Concat(Enumerable.Range(0, dice.Next(1, 7)).Select(_ => pieces[dice.Next(pieces.Length)]));
            MailTextBlock[] own = [new(block.Name, text.Trim())];
            if (MailTextRules.Check(mail, own).Count > 0)
            {
                continue;
            }

            letIn++;
            MailWording wording = MailWording.Of(kind, own, null, out IReadOnlyList<UnusableText> unusable);
            Assert.Empty(unusable);
            foreach (KeyValuePair<string, OneMail> one in Cases(name))
            {
                MailText written = one.Value.Render(wording);

                Assert.DoesNotContain("{{", written.Text + written.Subject, StringComparison.Ordinal);
                Assert.DoesNotContain("\n", written.Subject, StringComparison.Ordinal);
                IElement body = MailTests.Body(written);

                // A link that the text names without words has its address alone in the text part.
                string plain = body.QuerySelectorAll("a").Aggregate(
                    written.Text, (words, link) => words.Replace($"{link.TextContent}: {link.GetAttribute("href")}", link.GetAttribute("href"), StringComparison.Ordinal));
                Assert.Equal(MailTests.Words(plain), MailTests.Words(MailTests.Read(body, link => link.GetAttribute("href")!)));
            }
        }

        Assert.True(letIn >= Tries / 20, $"Only {letIn} of {Tries} texts were let in.");
    }

    private static IEnumerable<KeyValuePair<string, OneMail>> Cases(string kind) => MailCases.All
        .Where(one => one.Key.Split('.')[0] == kind)
        .Select(one => KeyValuePair.Create(one.Key, one.Value));

    private static IEnumerable<string> Pieces(string mail)
    {
        IReadOnlyList<MailFieldUse> fields = MailFieldUse.Of(mail);
        return
        [
            "Ord og æøå. ", "\"citat\" & <3 ", "\n\n", "\n", "\n- punkt", "**fed** ", "**", "{", "}", "{ellers}", "{slut}", "\n{slut}\n", "\n{ellers}\n",
            .. fields.Where(field => field.Kind is MailFieldKind.Text or MailFieldKind.Link or MailFieldKind.Email).SelectMany(field => (string[])
            [
                $"{{{field.Name}}} ",
                $"{{hvis {field.Name}}}her {{{field.Name}}}{{ellers}}intet{{slut}} ",
                $"\n{{hvis ikke {field.Name}}}\nMangler.\n\n- Se her\n{{ellers}}\n{{{field.Name}}}\n{{slut}}\n",
                $"{{{field.Name}: Se & læs}} ",
                $"\n{{hvis {field.Name}}}\nHer er vejen:\n{{{field.Name}: Se her}}\nog mere\n{{slut}}\n",
            ]),
            .. fields.Where(field => field.Kind == MailFieldKind.List).SelectMany(list => fields.Where(field => field.List == list.Name && !field.MayBeEmpty).SelectMany(field => (string[])
            [
                $"\n{{for hver {list.Name}}}\n- {{{field.Name}}}\n{{slut}}\n",
                $"\n{{for hver {list.Name}}}\n- {{{field.Name}}}\nog så\n\nmere **{{{field.Name}}}**\n{{slut}}\n",
            ])),
        ];
    }
}
