using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>Where a field may stand in a text.</summary>
internal static class FieldRules
{
    private const int LongestLabel = 60;

    public static IEnumerable<Refusal> Of(string mail, MailBlock block, IReadOnlyList<Markup> pieces, string field)
    {
        MailShape shape = MailShape.Of(mail);
        return Walk(pieces, shape.Mail, []).DistinctBy(refusal => (refusal.Code, refusal.Value));

        IEnumerable<Refusal> Walk(IEnumerable<Markup> within, FieldScope scope, string[] filled) => within.SelectMany(piece => piece switch
        {
            Markup.Field one => OfField(one.Name, scope, filled).Concat(OfLabel(one)),
            Markup.Bold bold => Walk(bold.Inner, scope, filled),
            Markup.Paragraph paragraph => Walk(paragraph.Inner, scope, filled),
            Markup.Point point => Walk(point.Inner, scope, filled),
            Markup.Choice choice => OfName(choice.Name, scope, kind => kind != MailFieldKind.List, "{hvis …} asks about one field")
                .Concat(Walk(choice.WhenFilled, scope, [.. filled, choice.Name]))
                .Concat(Walk(choice.WhenEmpty, scope, filled)),
            Markup.Each each => OfName(each.Name, scope, kind => kind == MailFieldKind.List, "{for hver …} goes through a list")
                .Concat(shape.ListOf(each.Name) is { } lines ? Walk(each.Inner, lines, []) : []),
            _ => [],
        });

        IEnumerable<Refusal> OfField(string name, FieldScope scope, string[] filled)
        {
            Refusal[] wrong = [.. OfName(
                name,
                scope,
                kind => kind is MailFieldKind.Text or MailFieldKind.Email || (kind == MailFieldKind.Link && !MailBlocks.IsLine(block.Name)),
                "a condition stands in {hvis …}, a list in {for hver …}, and a link only in the body")];
            if (wrong.Length > 0 || !scope.MayBeEmpty.Contains(name) || MailShape.IsFilledWith(name, filled))
            {
                return wrong;
            }

            return [Refusal.OfField(
                "mail-text-field-unguarded", field, $"a field that may be empty stands inside {{hvis {name}}}…{{slut}}", $"{{{name}}}",
                $"{{{name}}} kan være tomt og skal derfor stå mellem {{hvis {name}}} og {{slut}}.",
                $"{{{name}}} may be empty and so must stand between {{hvis {name}}} and {{slut}}.")];
        }

        IEnumerable<Refusal> OfLabel(Markup.Field one) =>
            one.Label is not { } label || (label.Length is > 0 and <= LongestLabel && MailFieldNames.Find(one.Name) is { Kind: MailFieldKind.Link })
                ? []
                : [Refusal.OfField(
                    "mail-text-link-words", field, $"words of at most {LongestLabel} characters, and only on a link", $"{{{one.Name}: {label}}}",
                    $"Efter kolon står linkets tekst, højst {LongestLabel} tegn, og kun links har en.",
                    $"Behind the colon stand the link's words, at most {LongestLabel} characters, and only links have any.")];

        IEnumerable<Refusal> OfName(string name, FieldScope scope, Func<MailFieldKind, bool> fits, string rule)
        {
            if (!scope.Names.Contains(name) || MailFieldNames.Find(name) is not { } known)
            {
                return [Refusal.OfField(
                    "mail-text-field-unknown", field, $"one of: {string.Join(", ", scope.Names.Order(StringComparer.Ordinal))}", $"{{{name}}}",
                    $"Feltet {{{name}}} findes ikke her.", $"There is no field {{{name}}} here.")];
            }

            return fits(known.Kind)
                ? []
                : [Refusal.OfField(
                    "mail-text-field-place", field, rule, $"{{{name}}}",
                    $"{{{name}}} kan ikke bruges på den måde her.", $"{{{name}}} may not be used in that way here.")];
        }
    }
}
