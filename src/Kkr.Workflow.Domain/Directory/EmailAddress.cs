namespace Kkr.Workflow.Domain.Directory;

/// <summary>What can be an e-mail address. Whether anybody reads there, only a mail can tell.</summary>
public static class EmailAddress
{
    /// <summary>True for one name at one place, without blanks.</summary>
    public static bool IsOne(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at >= 1 && at < text.Length - 1 && at == text.LastIndexOf('@') && !text.Any(char.IsWhiteSpace);
    }
}
