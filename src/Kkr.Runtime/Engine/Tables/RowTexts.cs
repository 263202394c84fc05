using Azure.Data.Tables;

namespace Kkr.Runtime.Engine.Tables;

/// <summary>Puts texts into columns, and into blobs where they are too large.</summary>
internal sealed class RowTexts(LargeTexts blobs, int largeThreshold)
{
    private const int ColumnLength = 30_000;
    private const int MaxInRow = 200_000;
    private const string BlobMark = "@blob:";
    private const string BlobColumn = "Blob";

    /// <summary>The columns a long text may take.</summary>
    public static readonly string[] Columns = [BlobColumn, .. Enumerable.Range(0, (MaxInRow / ColumnLength) + 1).Select(ColumnName)];

    /// <summary>Puts a short text into one column. Null is stored as empty, so that a merge clears it. True if it went to a blob.</summary>
    public async Task<bool> PutAsync(TableEntity row, string column, string? text, string stamp, CancellationToken cancellation)
    {
        if (text is null || text.Length <= largeThreshold)
        {
            row[column] = text is ['@', ..] ? $"@{text}" : text ?? "";
            return false;
        }

        row[column] = BlobMark + await blobs.WriteAsync(row.PartitionKey, $"{stamp}-{column}", text, cancellation);
        return true;
    }

    public async Task<string?> GetAsync(TableEntity row, string column, CancellationToken cancellation) => row.GetString(column) switch
    {
        null or "" => null,
        ['@', '@', ..] text => text[1..],
        { } text when text.StartsWith(BlobMark, StringComparison.Ordinal) => await blobs.ReadAsync(text[BlobMark.Length..], cancellation),
        { } text => text,
    };

    /// <summary>Puts a long text over as many columns as it takes, or into a blob. True if it went to a blob.</summary>
    public async Task<bool> PutLongAsync(TableEntity row, string text, bool large, string stamp, CancellationToken cancellation)
    {
        if (large || text.Length > MaxInRow)
        {
            row[BlobColumn] = await blobs.WriteAsync(row.PartitionKey, $"{stamp}-{row.RowKey}", text, cancellation);
            return true;
        }

        int column = 0;
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(ColumnLength, text.Length - start);

            // A pair of surrogates must not be torn apart: each column is encoded by itself.
            length -= start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
            row[ColumnName(column++)] = text.Substring(start, length);
            start += length;
        }

        return false;
    }

    public async Task<string> GetLongAsync(TableEntity row, CancellationToken cancellation)
    {
        if (BlobOf(row) is { } blob)
        {
            return await blobs.ReadAsync(blob, cancellation);
        }

        string first = row.GetString(ColumnName(0)) ?? "[]";
        if (row.GetString(ColumnName(1)) is null)
        {
            return first;
        }

        return string.Concat(Enumerable.Range(0, Columns.Length).Select(column => row.GetString(ColumnName(column))).TakeWhile(part => part is not null));
    }

    public static string? BlobOf(TableEntity row) => row.GetString(BlobColumn);

    private static string ColumnName(int index) => FormattableString.Invariant($"E{index}");
}
