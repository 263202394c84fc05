using System.Text.RegularExpressions;

namespace Kkr.Workflow.Domain.Mailing;

/// <summary>Mail addresses in what providers and servers write: they like to repeat the one that they refuse, and the ledger keeps none.</summary>
public static partial class MailAddresses
{
    /// <summary>The text with a remark in the place of each address.</summary>
    public static string LeaveOut(string text) => Address().Replace(text, "(adresse udeladt)");

    [GeneratedRegex("""[^\s<>"'(),;:]+@[^\s<>"'(),;:]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
