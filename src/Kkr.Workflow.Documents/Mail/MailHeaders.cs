using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The header lines that a mail has beside those that the provider writes.</summary>
public static class MailHeaders
{
    /// <summary>
    /// <c>Auto-Submitted: auto-generated</c> (RFC 3834): every mail leaves because of a deadline or of what somebody did on a page, and none answers
    /// another mail, which would be <c>auto-replied</c>. Machines that answer mail leave such mail alone; people can answer it, and reach the secretariat.
    /// <c>Content-Language</c> is what both parts are written in. No <c>List-…</c> line: these mails go to people because of the post they hold, and nobody
    /// can leave a list that is not there.
    /// </summary>
    /// <param name="kind">The mail.</param>
    public static IReadOnlyDictionary<string, string> Of(MailKind kind) =>
        Enum.IsDefined(kind) ? Lines : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such mail.");

    private static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        ["Auto-Submitted"] = "auto-generated",
        ["Content-Language"] = "da",
    };
}
