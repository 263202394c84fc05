using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>
/// Digests of what an agenda says, apart from how it is printed. Each text goes in with its length, so that no two contents share a digest by being
/// cut differently.
/// </summary>
public static class AgendaContent
{
    /// <summary>Digest of an item's content: its texts, presenters and attachments, lower-case hex SHA-256. Status, number and decision are no content.</summary>
    public static string DigestOf(Item item) => Digest(
    [
        item.Title,
        item.Whole().Background,
        item.Recommendation,
        item.Presentation ?? "",
        item.CaseId ?? "",
        item.Confidential ? "confidential" : "",
        .. item.CaseHandlers,
        .. item.Presenters.Select(presenter => $"{presenter.Name}|{presenter.Title}|{presenter.From?.ToString("HH:mm", CultureInfo.InvariantCulture)}|{presenter.Minutes?.ToString(CultureInfo.InvariantCulture)}"),
        .. item.Attachments.Select(attachment => $"{attachment.Name}|{attachment.Sha256}"),
    ]);

    /// <summary>The entries of an agenda with these items, in order of number.</summary>
    public static IReadOnlyList<AgendaEntry> EntriesOf(IEnumerable<Item> items) =>
    [
        .. items.Where(item => item.Number is not null)
            .OrderBy(item => AgendaRules.SortKey(item.Number))
            .Select(item => new AgendaEntry(item.Number!, item.Id, DigestOf(item), item.Status == ItemStatus.Withdrawn)),
    ];

    /// <summary>Digest of a whole agenda: what it lists, in which order. When and where the meeting is stands in the document, which has a digest of its own.</summary>
    public static string DigestOf(IReadOnlyList<AgendaEntry> entries) =>
        Digest(entries.Select(entry => $"{entry.Number}|{entry.Item}|{entry.Sha256}|{(entry.IsWithdrawn ? "withdrawn" : "")}"));

    private static string Digest(IEnumerable<string> parts)
    {
        StringBuilder whole = new();
        foreach (string part in parts)
        {
            whole.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString())));
    }
}
