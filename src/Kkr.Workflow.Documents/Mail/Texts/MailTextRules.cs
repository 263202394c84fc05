using System.Globalization;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>
/// Which texts a council may put into a mail. They are judged when they are saved, so that nothing is left to go wrong when the mail is sent.
/// </summary>
public static partial class MailTextRules
{
    /// <summary>The longest that all texts of one mail may be together.</summary>
    private const int LongestTogether = 12_000;

    /// <summary>Everything that is wrong with a set of texts; none when they may be used.</summary>
    /// <param name="mail">A name of <see cref="MailBlocks.Names"/>.</param>
    /// <param name="texts">The blocks that are not to have the standard text.</param>
    public static IReadOnlyList<Refusal> Check(string mail, IReadOnlyList<MailTextBlock> texts)
    {
        IReadOnlyList<MailBlock> blocks = MailBlocks.Of(mail);
        List<Refusal> refusals = [];
        Dictionary<string, IReadOnlyList<Markup>> read = new(StringComparer.Ordinal);
        for (int index = 0; index < texts.Count; index++)
        {
            string field = string.Create(CultureInfo.InvariantCulture, $"blocks[{index}]");
            MailTextBlock text = texts[index];
            if (blocks.FirstOrDefault(known => known.Name == text.Name) is not { } block)
            {
                refusals.Add(Refusal.OfField(
                    "mail-text-block-unknown", field + ".name", $"one of: {string.Join(", ", blocks.Select(known => known.Name))}", text.Name,
                    $"Tekstblokken »{text.Name}« findes ikke i denne e-mail.", $"This mail has no text block \"{text.Name}\"."));
            }
            else if (read.ContainsKey(text.Name))
            {
                refusals.Add(Refusal.OfField(
                    "mail-text-block-twice", field + ".name", "each block once", text.Name,
                    $"Tekstblokken »{text.Name}« er nævnt to gange.", $"The text block \"{text.Name}\" is named twice."));
            }
            else
            {
                List<Refusal> own = [.. OfText(mail, block, text.Text, field + ".text", out IReadOnlyList<Markup> pieces)];
                read[text.Name] = own.Count == 0 ? pieces : [];
                refusals.AddRange(own);
            }
        }

        if (texts.Sum(text => text.Text.Length) > LongestTogether)
        {
            refusals.Add(Long("blocks", LongestTogether, texts.Sum(text => text.Text.Length)));
        }

        return refusals.Count > 0 ? refusals : [.. OfWhole(mail, blocks, read)];
    }

    private static IEnumerable<Refusal> OfText(string mail, MailBlock block, string text, string field, out IReadOnlyList<Markup> pieces)
    {
        pieces = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return [Refusal.OfField(
                "mail-text-empty", field, "not empty; leave the block out for the standard text", text,
                "Skriv en tekst, eller udelad blokken, så standardteksten bruges.", "Write a text, or leave the block out for the standard text.")];
        }

        if (text.Length > block.MaxLength)
        {
            return [Long(field, block.MaxLength, text.Length)];
        }

        if (block.IsLine && text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            return [Refusal.OfField(
                "mail-text-line-break", field, "one line", text,
                "Teksten skal stå på én linje.", "The text must stay on one line.")];
        }

        if (Hidden().Match(text) is { Success: true } hidden)
        {
            return [Refusal.OfField(
                "mail-text-character", field, "no control characters and none that turn the direction of writing",
                string.Create(CultureInfo.InvariantCulture, $"U+{(int)hidden.Value[0]:X4}"),
                "Teksten indeholder et usynligt tegn, der ikke må bruges.", "The text has an invisible character that may not be used.")];
        }

        if (Html().Match(text) is { Success: true } html)
        {
            return [Refusal.OfField(
                "mail-text-html", field, "plain text, **bold** and fields; no HTML", html.Value,
                "HTML kan ikke bruges i teksten.", "HTML may not be used in the text.")];
        }

        pieces = MailBlocks.IsLine(block.Name) ? MarkupReader.ReadInline(text, out MarkupFault? fault) : MarkupReader.Read(text, out fault);
        return fault is null
            ? FieldRules.Of(mail, block, pieces, field)
            : [Refusal.OfField(fault.Code, field, fault.Rule, fault.Value, fault.Danish, fault.English)];
    }

    /// <summary>The mail must still say what it is for.</summary>
    private static IEnumerable<Refusal> OfWhole(string mail, IReadOnlyList<MailBlock> blocks, Dictionary<string, IReadOnlyList<Markup>> read)
    {
        if (blocks.All(block => MailBlocks.IsLine(block.Name) || !read.ContainsKey(block.Name)))
        {
            yield break;
        }

        MailShape shape = MailShape.Of(mail);
        Markup[] body = [.. blocks.Where(block => !MailBlocks.IsLine(block.Name))
            .SelectMany(block => read.TryGetValue(block.Name, out IReadOnlyList<Markup>? own) ? own : MarkupReader.Read(block.Standard, out _))];
        HashSet<string> named = MailShape.Named(body);
        HashSet<string> certain = MailShape.Certain(body);
        foreach (string missing in shape.Needed.Where(name => !named.Contains(name)).Order(StringComparer.Ordinal))
        {
            yield return Refusal.OfField(
                "mail-text-field-missing", "blocks", "what the mail is for stays in it", $"{{{missing}}}",
                $"E-mailen skal stadig indeholde {{{missing}}}: {MailFieldNames.Of(missing).Meaning}.", $"The mail must still have {{{missing}}}.");
        }

        foreach (string hidden in shape.NeededAlways.Where(name => named.Contains(name) && !certain.Contains(name)).Order(StringComparer.Ordinal))
        {
            yield return Refusal.OfField(
                "mail-text-field-conditional", "blocks", "what the mail is for stands outside conditions on other fields", $"{{{hidden}}}",
                $"{{{hidden}}} skal altid stå i e-mailen og må ikke afhænge af en betingelse.", $"{{{hidden}}} must always stand in the mail and not depend on a condition.");
        }
    }

    private static Refusal Long(string field, int limit, int length) => Refusal.OfField(
        "mail-text-long", field, string.Create(CultureInfo.InvariantCulture, $"at most {limit} characters"), length.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"Teksten må højst have {limit} tegn."), string.Create(CultureInfo.InvariantCulture, $"The text may have at most {limit} characters."));

    /// <summary>Control characters but line feeds, and characters that turn the direction of writing.</summary>
    [GeneratedRegex(@"[\p{Cc}-[\n]]|[\u200E\u200F\u202A-\u202E\u2028\u2029\u2066-\u2069\uFEFF]", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<[A-Za-z/!?][^>\n]{0,40}>?", RegexOptions.None, 1000)]
    private static partial Regex Html();
}
