using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>
/// Reads a text that people write: paragraphs between empty lines, lines that begin with <c>- </c>, <c>**bold**</c>, fields in braces, and
/// <c>{hvis x}…{ellers}…{slut}</c> and <c>{for hver x}…{slut}</c>, within a line or around whole lines. A link may have words of its own, <c>{link: …}</c>, and is a
/// paragraph of its own where it stands alone on a line. Stops at the first thing that it does not understand.
/// </summary>
internal sealed partial class MarkupReader
{
    private const string If = "hvis ";
    private const string IfNot = "hvis ikke ";
    private const string ForEach = "for hver ";
    private const string Otherwise = "ellers";
    private const string End = "slut";

    private readonly string[] lines;
    private int line;
    private MarkupFault? fault;

    private MarkupReader(string text) => lines = text.Split('\n');

    /// <summary>Reads a text of whole paragraphs.</summary>
    public static IReadOnlyList<Markup> Read(string text, out MarkupFault? fault)
    {
        MarkupReader reader = new(text);
        IReadOnlyList<Markup> pieces = reader.Lines(closers: [], opener: null);
        fault = reader.fault;
        return pieces;
    }

    /// <summary>Reads a text that is part of a line, or lines of one paragraph.</summary>
    public static IReadOnlyList<Markup> ReadInline(string text, out MarkupFault? fault)
    {
        MarkupReader reader = new("");
        List<Markup> pieces = [];
        foreach (string one in text.Split('\n'))
        {
            if (pieces.Count > 0)
            {
                pieces.Add(new Markup.Break());
            }

            pieces.AddRange(reader.Line(one));
        }

        fault = reader.fault;
        return pieces;
    }

    private List<Markup> Lines(string[] closers, string? opener)
    {
        List<Markup> found = [];
        List<Markup> paragraph = [];
        for (; line < lines.Length && fault is null; line++)
        {
            string text = lines[line].Trim();
            if (Lonely().Match(text) is { Success: true } tag && WordsOf(tag) is { } words && IsOfBlock(words))
            {
                Close();
                if (words is Otherwise or End)
                {
                    return closers.Contains(words) ? found : Fail("mail-text-unopened", "{ellers} and {slut} close an open {hvis …} or {for hver …}", text,
                        $"»{text}« lukker noget, der ikke er åbnet.", $"\"{text}\" closes something that is not open.", found);
                }

                found.Add(Block(words));
            }
            else if (text.Length == 0)
            {
                Close();
            }
            else if (text.StartsWith("- ", StringComparison.Ordinal))
            {
                Close();
                found.Add(new Markup.Point(Line(text[2..])));
            }
            else
            {
                List<Markup> pieces = Line(text);
                if (pieces is [Markup.Field { Name: MailFieldNames.Link }])
                {
                    Close();
                    found.Add(new Markup.Paragraph(pieces));
                    continue;
                }

                if (paragraph.Count > 0)
                {
                    paragraph.Add(new Markup.Break());
                }

                paragraph.AddRange(pieces);
            }
        }

        Close();
        return opener is null || fault is not null ? found : Fail("mail-text-unclosed", "every {hvis …} and {for hver …} ends with {slut}", $"{{{opener}}}",
            $"»{{{opener}}}« mangler sit {{slut}}.", $"\"{{{opener}}}\" lacks its {{slut}}.", found);

        void Close()
        {
            if (paragraph.Count > 0)
            {
                found.Add(new Markup.Paragraph([.. paragraph]));
                paragraph.Clear();
            }
        }
    }

    private Markup Block(string words)
    {
        line++;
        if (words.StartsWith(ForEach, StringComparison.Ordinal))
        {
            return new Markup.Each(words[ForEach.Length..].Trim(), Lines([End], words));
        }

        List<Markup> first = Lines([Otherwise, End], words);
        List<Markup> second = [];
        if (fault is null && lines[line].Trim() == $"{{{Otherwise}}}")
        {
            line++;
            second = Lines([End], words);
        }

        return ChoiceOf(words, first, second);
    }

    private List<Markup> Line(string text)
    {
        MatchCollection marks = Mark().Matches(text);
        int next = 0;
        int position = 0;
        List<Markup> pieces = Inline(closers: [], opener: null);
        AddWords(pieces, text.Length);
        return pieces;

        List<Markup> Inline(string[] closers, string? opener)
        {
            List<Markup> found = [];
            while (next < marks.Count && fault is null)
            {
                Match mark = marks[next++];
                AddWords(found, mark.Index);
                position = mark.Index + mark.Length;
                string words = mark.Value == "**" ? "**" : WordsOf(mark);
                if (closers.Contains(words))
                {
                    return found;
                }

                if (words == "**")
                {
                    found.Add(new Markup.Bold(Inline(["**"], "**")));
                }
                else if (words is Otherwise or End)
                {
                    return Fail("mail-text-unopened", "{ellers} and {slut} close what was opened on the same line", text,
                        $"»{{{words}}}« lukker noget, der ikke er åbnet på samme linje.", $"\"{{{words}}}\" closes something that is not open on the same line.", found);
                }
                else if (words.StartsWith(ForEach, StringComparison.Ordinal))
                {
                    return Fail("mail-text-each-inline", "{for hver …} stands on a line of its own", mark.Value,
                        $"»{mark.Value}« skal stå på sin egen linje.", $"\"{mark.Value}\" must stand on a line of its own.", found);
                }
                else if (words.StartsWith(If, StringComparison.Ordinal))
                {
                    List<Markup> first = Inline([Otherwise, End], words);
                    List<Markup> second = next > 0 && fault is null && WordsOf(marks[next - 1]) == Otherwise ? Inline([End], words) : [];
                    found.Add(ChoiceOf(words, first, second));
                }
                else if (Field().Match(words) is { Success: true } field)
                {
                    found.Add(new Markup.Field(field.Groups["name"].Value, field.Groups["label"] is { Success: true } label ? label.Value.Trim() : null));
                }
                else
                {
                    return Fail("mail-text-braces", "braces only around a field, {hvis …}, {ellers}, {for hver …} or {slut}", mark.Value,
                        $"»{mark.Value}« er ikke et felt. Krøllede parenteser bruges kun om felter.", $"\"{mark.Value}\" is no field. Braces stand only around fields.", found);
                }
            }

            return opener is null || fault is not null ? found : Fail("mail-text-unclosed", "what is opened within a line is closed on the same line", text,
                $"»{(opener == "**" ? "**" : $"{{{opener}}}")}« er ikke lukket på samme linje.",
                $"\"{(opener == "**" ? "**" : $"{{{opener}}}")}\" is not closed on the same line.", found);
        }

        void AddWords(List<Markup> to, int until)
        {
            if (until > position)
            {
                to.Add(new Markup.Words(text[position..until]));
                position = until;
            }
        }
    }

    private List<Markup> Fail(string code, string rule, string value, string danish, string english, List<Markup> found)
    {
        fault ??= new MarkupFault(code, rule, value, danish, english);
        return found;
    }

    private static Markup.Choice ChoiceOf(string words, List<Markup> first, List<Markup> second) =>
        words.StartsWith(IfNot, StringComparison.Ordinal)
            ? new Markup.Choice(words[IfNot.Length..].Trim(), second, first) { IsNegated = true }
            : new Markup.Choice(words[If.Length..].Trim(), first, second);

    private static bool IsOfBlock(string words) =>
        words is Otherwise or End || words.StartsWith(If, StringComparison.Ordinal) || words.StartsWith(ForEach, StringComparison.Ordinal);

    private static string WordsOf(Match mark) => mark.Groups["words"].Value.Trim();

    [GeneratedRegex(@"^\{(?<words>[^{}]*)\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lonely();

    [GeneratedRegex(@"\*\*|\{(?<words>[^{}]*)\}|[{}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?<name>[a-zæøå]+(\.[a-zæøå]+)*)(:(?<label>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
