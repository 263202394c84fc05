namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>A field as the texts of one mail may use it.</summary>
/// <param name="Name">What stands in braces.</param>
/// <param name="Meaning">What it is filled with, in Danish.</param>
/// <param name="Kind">What it may be used for.</param>
/// <param name="MayBeEmpty">True when it must stand between <c>{hvis …}</c> and <c>{slut}</c>.</param>
/// <param name="IsNeeded">True when the mail's body must have it.</param>
/// <param name="List">The list whose lines it belongs to; null for a field of the mail.</param>
public sealed record MailFieldUse(string Name, string Meaning, MailFieldKind Kind, bool MayBeEmpty, bool IsNeeded, string? List)
{
    /// <summary>The fields of a mail, and of the frame's texts for the name <c>frame</c>.</summary>
    public static IReadOnlyList<MailFieldUse> Of(string mail)
    {
        MailShape shape = MailShape.Of(mail);
        return
        [
            .. In(shape.Mail, null),
            .. shape.Mail.Names.Order(StringComparer.Ordinal).SelectMany(list => shape.ListOf(list) is { } lines ? In(lines, list) : []),
        ];

        IEnumerable<MailFieldUse> In(FieldScope scope, string? list) => scope.Names.Order(StringComparer.Ordinal).Select(MailFieldNames.Of).Select(field =>
            new MailFieldUse(field.Name, field.Meaning, field.Kind, scope.MayBeEmpty.Contains(field.Name), shape.Needed.Contains(field.Name), list));
    }
}
