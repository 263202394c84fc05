using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>Where a field may stand in a text.</summary>
internal static class FieldRules
{
    public static IEnumerable<Refusal> Of(string mail, MailBlock block, IReadOnlyList<Markup> pieces, string field)
    {
        MailShape shape = MailShape.Of(mail);
        return Walk(pieces, shape.Mail, []).DistinctBy(refusal => (refusal.Code, refusal.Value));

        IEnumerable<Refusal> Walk(IEnumerable<Markup> within, FieldScope scope, string[] filled) => within.SelectMany(piece => piece switch
        {
            Markup.Field one => OfField(one.Name, scope, filled),
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
                kind => kind == MailFieldKind.Text || (kind is MailFieldKind.Link or MailFieldKind.Email && !MailBlocks.IsLine(block.Name)) || kind == MailFieldKind.Email,
                "a condition stands in {hvis …}, a list in {for hver …}, and a link only in the body")];
            if (wrong.Length > 0 || !scope.MayBeEmpty.Contains(name) || filled.Contains(name, StringComparer.Ordinal))
            {
                return wrong;
            }

            return [Refusal.OfField(
                "mail-text-field-unguarded", field, $"a field that may be empty stands inside {{hvis {name}}}…{{slut}}", $"{{{name}}}",
                $"{{{name}}} kan være tomt og skal derfor stå mellem {{hvis {name}}} og {{slut}}.",
                $"{{{name}}} may be empty and so must stand between {{hvis {name}}} and {{slut}}.")];
        }

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
