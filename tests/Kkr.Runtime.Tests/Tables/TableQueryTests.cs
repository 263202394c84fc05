using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

public sealed class TableQueryTests(AzuriteFixture azurite) : TableTests(azurite)
{
    private static readonly DateTimeOffset Start = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private async Task AddNumberedAsync(int count)
    {
        foreach (TableTransactionAction[] part in Enumerable.Range(0, count)
            .Select(number => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", number.ToString("d5", CultureInfo.InvariantCulture)) { ["Number"] = number }))
            .Chunk(100))
        {
            await Table.SubmitTransactionAsync(part);
        }
    }

    private async Task AddVariedAsync()
    {
        for (int number = 0; number < 5; number++)
        {
            await Table.AddEntityAsync(new Everything
            {
                RowKey = $"r{number}",
                Text = number == 2 ? "it's æøå & 100%" : $"text{number}",
                Flag = number % 2 == 0,
                Small = number,
                Large = number + 10_000_000_000L,
                Real = number + 0.5,
                Id = number == 3 ? Id : Guid.Empty,
                Utc = Start.AddDays(number).UtcDateTime,
                Instant = Start.AddDays(number),
                Bytes = [(byte)number],
                Colour = number == 4 ? Colour.Green : Colour.Red,
                Renamed = $"name{number}",
            });
        }
    }

    private async Task<string> KeysAsync(string? filter)
        => string.Join(' ', (await ListAsync(Table.QueryAsync<TableEntity>(filter))).Select(row => row.RowKey));

    [Theory]
    [InlineData("Small eq 3", "r3")]
    [InlineData("Small ne 3", "r0 r1 r2 r4")]
    [InlineData("Small lt 2", "r0 r1")]
    [InlineData("Small le 2", "r0 r1 r2")]
    [InlineData("Small gt 2", "r3 r4")]
    [InlineData("Small ge 2", "r2 r3 r4")]
    [InlineData("Small gt 0 and Small lt 3", "r1 r2")]
    [InlineData("Small eq 0 or Small eq 4", "r0 r4")]
    [InlineData("not (Small eq 0)", "r1 r2 r3 r4")]
    [InlineData("PartitionKey eq 'p' and RowKey ge 'r3'", "r3 r4")]
    [InlineData("Flag eq true", "r0 r2 r4")]
    [InlineData(null, "r0 r1 r2 r3 r4")]
    public async Task Query_FilterText_GivesTheRowsThatMatch(string? filter, string expected)
    {
        await AddVariedAsync();
        Assert.Equal(expected, await KeysAsync(filter));
    }

    [Fact]
    public async Task Query_InterpolatedFilter_QuotesEveryTypeOfValue()
    {
        await AddVariedAsync();
        Assert.Equal("r2", await KeysAsync(TableClient.CreateQueryFilter($"Text eq {"it's æøå & 100%"}")));
        Assert.Equal("r0 r2 r4", await KeysAsync(TableClient.CreateQueryFilter($"Flag eq {true}")));
        Assert.Equal("r3", await KeysAsync(TableClient.CreateQueryFilter($"Small eq {3}")));
        Assert.Equal("r4", await KeysAsync(TableClient.CreateQueryFilter($"Large gt {10_000_000_003L}")));
        Assert.Equal("r0", await KeysAsync(TableClient.CreateQueryFilter($"Real lt {1.0}")));
        Assert.Equal("r3", await KeysAsync(TableClient.CreateQueryFilter($"Id eq {Id}")));
        Assert.Equal("r3 r4", await KeysAsync(TableClient.CreateQueryFilter($"Instant gt {Start.AddDays(2)}")));
        Assert.Equal("r0", await KeysAsync(TableClient.CreateQueryFilter($"Utc eq {Start.UtcDateTime}")));
        Assert.Equal("r1", await KeysAsync(TableClient.CreateQueryFilter($"Bytes eq {new byte[] { 1 }}")));
    }

    [Fact]
    public async Task Query_Expression_GivesTheRowsThatMatch()
    {
        await AddVariedAsync();
        string text = "it's æøå & 100%";
        Everything captured = new() { Small = 3 };
        Assert.Equal("r2", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Text == text)));
        Assert.Equal("r1 r2", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Small > 0 && row.Small < captured.Small)));
        Assert.Equal("r0 r4", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Small == 0 || 3 < row.Small)));
        Assert.Equal("r1 r3", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => !row.Flag)));
        Assert.Equal("r0 r2 r4", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Flag)));
        Assert.Equal("r4", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Colour == Colour.Green)));
        Assert.Equal("r3", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Id == Id)));
        Assert.Equal("r4", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Large >= 10_000_000_004)));
        Assert.Equal("r4", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Instant > Start.AddDays(3))));
        Assert.Equal("r1", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Renamed == "name1")));
        Assert.Equal("r2 r3", await KeysAsync(TableClient.CreateQueryFilter<Everything>(
            row => string.Compare(row.RowKey, "r2", StringComparison.Ordinal) >= 0 && row.RowKey.CompareTo("r4") < 0)));
        Assert.Equal("r1", await KeysAsync(TableClient.CreateQueryFilter<TableEntity>(row => row.GetInt32("Small") == 1 && row.PartitionKey == "p")));
        Assert.Equal("r0 r1 r2 r3 r4", await KeysAsync(TableClient.CreateQueryFilter<Everything>(row => row.Real < 100)));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Everything>(row => row.Text!.StartsWith("ab")));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Everything>(row => row.Text == null));
    }

    [Fact]
    public async Task Query_ExpressionAndSelect_GiveTypedRows()
    {
        await AddVariedAsync();
        List<Everything> rows = await ListAsync(Table.QueryAsync<Everything>(row => row.PartitionKey == "p" && row.Small >= 3, select: ["RowKey", "Small"]));
        Assert.Equal([("r3", 3), ("r4", 4)], rows.Select(row => (row.RowKey, row.Small)));
        Assert.All(rows, row => Assert.Null(row.Text));
    }

    [Fact]
    public async Task Query_MoreThanAThousandRows_GivesThemAllInOrder()
    {
        await AddNumberedAsync(2100);
        List<TableEntity> rows = await ListAsync(Table.QueryAsync<TableEntity>());
        Assert.Equal(Enumerable.Range(0, 2100), rows.Select(row => row.GetInt32("Number")!.Value));
        Assert.Equal(2100, Table.Query<TableEntity>("PartitionKey eq 'p'").Count());
    }

    [Fact]
    public async Task Query_Pages_HaveTheSizeAskedForAndCanBeContinued()
    {
        await AddNumberedAsync(25);
        List<Page<TableEntity>> pages = await ListAsync(Table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages());
        Assert.Equal([10, 10, 5], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);

        List<Page<TableEntity>> rest = await ListAsync(Table.QueryAsync<TableEntity>().AsPages(pages[0].ContinuationToken, 20));
        Assert.Equal(10, rest[0].Values[0].GetInt32("Number"));
        Assert.Equal(15, rest.Sum(page => page.Values.Count));
    }

    [Fact]
    public async Task Query_PagesOverOddKeys_LoseNothing()
    {
        string[] keys = ["a b", "it's", "æøå", "100%", "日本"];
        foreach (string key in keys)
        {
            await Table.AddEntityAsync(new TableEntity(key, key));
        }

        List<TableEntity> rows = await ListAsync(Table.QueryAsync<TableEntity>(maxPerPage: 1));
        Assert.Equal(keys.Order(StringComparer.Ordinal), rows.Select(row => row.RowKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Query_BadFilter_IsRefusedWith400WhileEnumerating()
    {
        AsyncPageable<TableEntity> rows = Table.QueryAsync<TableEntity>("Small eq eq 3");
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => ListAsync(rows));
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task Query_TableMissing_IsRefusedWith404()
    {
        TableClient missing = new(Azurite.ConnectionString, AzuriteFixture.UniqueName("missing"));
        await RefusedAsync(() => ListAsync(missing.QueryAsync<TableEntity>()), 404, "TableNotFound");
    }
}
