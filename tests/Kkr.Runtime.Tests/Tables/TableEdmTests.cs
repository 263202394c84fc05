using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Tests.Azurite;

namespace Kkr.Runtime.Tests.Tables;

public enum Colour
{
    Red = 0,
    Green = 7,
}

/// <summary>Every type that a class of one's own may have.</summary>
public sealed class Everything : ITableEntity
{
    public string PartitionKey { get; set; } = "p";

    public string RowKey { get; set; } = "r";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; set; }

    public bool Flag { get; set; }

    public bool? MaybeFlag { get; set; }

    public int Small { get; set; }

    public int? MaybeSmall { get; set; }

    public long Large { get; set; }

    public long? MaybeLarge { get; set; }

    public ulong Unsigned { get; set; }

    public double Real { get; set; }

    public double? MaybeReal { get; set; }

    public Guid Id { get; set; }

    public Guid? MaybeId { get; set; }

    public DateTime Utc { get; set; } = DateTime.UnixEpoch;

    public DateTimeOffset Instant { get; set; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset? MaybeInstant { get; set; }

    public byte[]? Bytes { get; set; }

    public BinaryData? Data { get; set; }

    public Colour Colour { get; set; }

    public Colour? MaybeColour { get; set; }

    [DataMember(Name = "stored_name")]
    public string? Renamed { get; set; }

    [IgnoreDataMember]
    public string? NotStored { get; set; }
}

public sealed class TableEdmTests(AzuriteFixture azurite) : TableTests(azurite)
{
    private static readonly DateTimeOffset Moment = new(2025, 3, 30, 2, 30, 15, TimeSpan.FromHours(2));

    [Fact]
    public async Task Class_EveryType_IsReadBackAsItWas()
    {
        Everything written = new()
        {
            Text = "æøå \"quoted\" \\ \n <tag> & 🙂",
            Flag = true,
            MaybeFlag = false,
            Small = int.MinValue,
            MaybeSmall = 0,
            Large = long.MaxValue,
            MaybeLarge = long.MinValue,
            Unsigned = 12,
            Real = 0.1,
            MaybeReal = -2,
            Id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            MaybeId = Guid.Empty,
            Utc = Moment.UtcDateTime.AddTicks(1234567),
            Instant = Moment,
            MaybeInstant = DateTimeOffset.UnixEpoch,
            Bytes = [0, 1, 254, 255],
            Data = BinaryData.FromBytes([9, 8, 7]),
            Colour = Colour.Green,
            MaybeColour = Colour.Red,
            Renamed = "renamed",
            NotStored = "secret",
        };
        await Table.AddEntityAsync(written);

        Everything read = await Table.GetEntityAsync<Everything>("p", "r");
        Assert.Equal(written.Text, read.Text);
        Assert.Equal((true, (bool?)false), (read.Flag, read.MaybeFlag));
        Assert.Equal((int.MinValue, (int?)0), (read.Small, read.MaybeSmall));
        Assert.Equal((long.MaxValue, (long?)long.MinValue, 12UL), (read.Large, read.MaybeLarge, read.Unsigned));
        Assert.Equal((0.1, (double?)-2), (read.Real, read.MaybeReal));
        Assert.Equal((written.Id, (Guid?)Guid.Empty), (read.Id, read.MaybeId));
        Assert.Equal((written.Utc, DateTimeKind.Utc), (read.Utc, read.Utc.Kind));
        Assert.Equal(Moment, read.Instant);
        Assert.Equal(TimeSpan.Zero, read.Instant.Offset);
        Assert.Equal(DateTimeOffset.UnixEpoch, read.MaybeInstant);
        Assert.Equal(written.Bytes, read.Bytes);
        Assert.Equal(written.Data.ToArray(), read.Data!.ToArray());
        Assert.Equal((Colour.Green, (Colour?)Colour.Red), (read.Colour, read.MaybeColour));
        Assert.Equal("renamed", read.Renamed);
        Assert.Null(read.NotStored);
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task Class_StoredForm_HasNamesAndTypesOfTheTable()
    {
        await Table.AddEntityAsync(new Everything { Colour = Colour.Green, Renamed = "r", NotStored = "n", Bytes = [1] });
        TableEntity row = await Table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal("Green", row.GetString("Colour"));
        Assert.Equal("r", row.GetString("stored_name"));
        Assert.False(row.ContainsKey("Renamed"));
        Assert.False(row.ContainsKey("NotStored"));
        Assert.False(row.ContainsKey("MaybeFlag"));
        Assert.IsType<byte[]>(row["Bytes"]);
    }

    [Fact]
    public async Task Class_NullsAndMissingProperties_StayAtTheirDefaults()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Unknown"] = 1 });
        Everything read = await Table.GetEntityAsync<Everything>("p", "r");
        Assert.Null(read.Text);
        Assert.Null(read.MaybeColour);
        Assert.Equal(DateTimeOffset.UnixEpoch, read.Instant);
    }

    [Fact]
    public async Task Class_PropertyOfAnotherType_SaysWhichProperty()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Small"] = "seven" });
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => Table.GetEntityAsync<Everything>("p", "r"));
        Assert.Contains("Small", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, object> Values => new()
    {
        { "text", "text" },
        { "empty text", "" },
        { "boolean", true },
        { "int32", -1 },
        { "int64", 5L },
        { "largest int64", long.MaxValue },
        { "double", 1.5 },
        { "whole double", 3.0 },
        { "small double", double.Epsilon },
        { "large double", 1e300 },
        { "not a number", double.NaN },
        { "infinity", double.PositiveInfinity },
        { "negative infinity", double.NegativeInfinity },
        { "guid", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e") },
        { "instant", new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(7) },
        { "binary", new byte[] { 1, 2, 3 } },
        { "empty binary", Array.Empty<byte>() },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Row_EveryType_KeepsTypeAndValue(string name, object value)
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value, ["Name"] = name });
        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "r");
        Assert.IsType(value.GetType(), read["Value"]);
        Assert.Equal(value, read["Value"]);
        TableEntity queried = Assert.Single(await ListAsync(Table.QueryAsync<TableEntity>()));
        Assert.Equal(value, queried["Value"]);
    }

    [Fact]
    public async Task Row_DateTimeAndBinaryData_AreReadInEitherForm()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["When"] = Moment.UtcDateTime, ["Data"] = BinaryData.FromString("abc"), ["Nothing"] = null });
        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal(Moment, read.GetDateTimeOffset("When"));
        Assert.Equal(Moment.UtcDateTime, read.GetDateTime("When"));
        Assert.Equal("abc", read.GetBinaryData("Data")!.ToString());
        Assert.Equal("abc"u8.ToArray(), read.GetBinary("Data"));
        Assert.False(read.ContainsKey("Nothing"));
        Assert.Null(read.GetInt64("Nothing"));
        Assert.Throws<InvalidOperationException>(() => read.GetInt64("When"));
    }

    [Fact]
    public async Task Row_ValuesThatTablesCannotHold_AreRefusedBeforeTheyAreSent()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1.5m }));
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = Colour.Green }));
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = new DateTime(2025, 1, 1) }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity("p", null)));
    }

    [Fact]
    public void Row_AsDictionary_HoldsKeysAndProperties()
    {
        TableEntity row = new(new Dictionary<string, object> { ["PartitionKey"] = "p", ["RowKey"] = "r", ["A"] = 1 }) { ["B"] = "b" };
        row.Add("C", 3L);
        Assert.Equal(("p", "r"), (row.PartitionKey, row.RowKey));
        Assert.Equal(5, row.Count);
        Assert.True(row.TryGetValue("A", out object? a));
        Assert.Equal(1, a);
        Assert.True(row.Remove("A"));
        Assert.Equal(["PartitionKey", "RowKey", "B", "C"], row.Keys);
        Assert.Contains(new KeyValuePair<string, object>("C", 3L), (IDictionary<string, object>)row);
        row.Clear();
        Assert.Empty((IDictionary<string, object>)row);
        Assert.Null(row.PartitionKey);
        Assert.Null(row.Timestamp);
        Assert.Equal(default, row.ETag);
    }
}
