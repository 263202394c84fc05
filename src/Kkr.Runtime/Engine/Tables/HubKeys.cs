using System.Globalization;
using System.Text;

namespace Kkr.Runtime.Engine.Tables;

/// <summary>
/// Keys of a hub's table. One partition per instance: <c>i</c> the instance, <c>h</c> its history by generation and revision,
/// <c>o</c> its outboxes by revision, <c>d</c> messages it has received from other instances. The lease has a partition of its own.
/// </summary>
internal static class HubKeys
{
    public const string InstanceRow = "i";
    public const string LeasePartition = "lease";
    public const string LeaseRow = "lease";

    private const string Prefix = "i:";
    private const char Escape = '~';
    private const int MaxLength = 400;

    /// <summary>Gives an instance's partition. Order and prefixes of ids are kept.</summary>
    public static string Partition(string instanceId)
    {
        string key = PartitionPrefix(instanceId);
        return key.Length <= MaxLength
            ? key
            : throw new ArgumentException($"The instance id is too long: at most {MaxLength - Prefix.Length} characters can be stored.", nameof(instanceId));
    }

    public static string PartitionPrefix(string idPrefix)
    {
        StringBuilder key = new(Prefix, idPrefix.Length + 8);
        foreach (char letter in idPrefix)
        {
            if (letter is '/' or '\\' or '#' or '?' or '%' or '\'' or Escape || char.IsControl(letter))
            {
                key.Append(Escape).Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(letter);
            }
        }

        return key.ToString();
    }

    public static string History(int generation, long revision) => FormattableString.Invariant($"h{generation:D10}-{revision:D12}");

    /// <summary>Gives the key before which all history of earlier generations lies.</summary>
    public static string HistoryOf(int generation) => FormattableString.Invariant($"h{generation:D10}");

    public static string Outbox(long revision) => FormattableString.Invariant($"o{revision:D12}");

    public static long OutboxRevision(string rowKey) => long.Parse(rowKey.AsSpan(1), CultureInfo.InvariantCulture);

    public static string Received(string messageId) => $"d{messageId}";
}
