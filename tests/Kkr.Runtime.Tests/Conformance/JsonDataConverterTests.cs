using System.Text.Json;
using Kkr.Runtime.Tests.Azurite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Kkr.Runtime.Tests.Conformance;

public class JsonDataConverterTests(AzuriteFixture azurite) : ConformanceTest(azurite)
{
    [Fact]
    public void Default_Serializing_KeepsNamesAsTheyAreAndIncludesFields() =>
        Assert.Equal("""{"Title":"Klima","Empty":null,"Copies":2}""", JsonDataConverter.Default.Serialize(new Order { Title = "Klima", Copies = 2 }));

    [Fact]
    public void Default_Deserializing_TakesNamesOfTheExactCaseOnly()
    {
        Order exact = JsonDataConverter.Default.Deserialize<Order>("""{"Title":"Klima","Copies":2}""")!;
        Order lower = JsonDataConverter.Default.Deserialize<Order>("""{"title":"Klima","copies":2}""")!;

        Assert.Equal(("Klima", 2), (exact.Title, exact.Copies));
        Assert.Equal((null, 0), (lower.Title, lower.Copies));
    }

    [Fact]
    public void Default_OtherwiseAsSystemTextJson_RefusesQuotedNumbersAndComments()
    {
        Assert.Throws<JsonException>(() => JsonDataConverter.Default.Deserialize<int>("\"2\""));
        Assert.Throws<JsonException>(() => JsonDataConverter.Default.Deserialize<int[]>("[1,]"));
        Assert.Throws<JsonException>(() => JsonDataConverter.Default.Deserialize<int>("2 // two"));
        Assert.Null(JsonDataConverter.Default.Serialize(null));
        Assert.Null(JsonDataConverter.Default.Deserialize<string>(null));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Default_InAnOrchestration_WritesInputsAndOutputs(string store)
    {
        await using DurableHost host = await StartAsync(store, tasks => tasks.AddOrchestratorFunc<Order, Order>("Same", (_, order) => order));

        OrchestrationMetadata ended = await host.RunAsync("Same", new Order { Title = "Klima", Copies = 2 });

        Assert.Equal("""{"Title":"Klima","Empty":null,"Copies":2}""", ended.SerializedInput);
        Assert.Equal(ended.SerializedInput, ended.SerializedOutput);
    }

    private sealed class Order
    {
        public int Copies;

        public string? Title { get; set; }

        public string? Empty { get; set; }
    }
}
