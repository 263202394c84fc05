using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>Digests of the texts that an automatic item was made with: a text that differs was put right by somebody, and stays theirs.</summary>
public sealed record GeneratedText(string Title, string Background, string Recommendation, string Presentation)
{
    public static GeneratedText Of(Item item) => new(
        Digest(item.Title), Digest(item.Background), Digest(item.Recommendation), Digest(item.Presentation));

    // White space around a text and the kind of its line ends change on their way through a form.
    private static string Digest(string? text)
    {
        string plain = (text ?? "").ReplaceLineEndings("\n").Trim();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)))[..16];
    }
}
