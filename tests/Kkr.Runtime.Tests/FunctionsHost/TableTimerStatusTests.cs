using Azure.Data.Tables;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Timers;
using Kkr.Runtime.Tests.Azurite;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.Tests.FunctionsHost;

[Collection(AzuriteCollection.Name)]
public class TableTimerStatusTests(AzuriteFixture azurite)
{
    private static readonly FunctionEntry Daily = new FunctionReader(new ConfigurationBuilder().Build(), aspNetCore: true, anyConverter: false)
        .Read(typeof(DailyFunction).GetMethod(nameof(DailyFunction.Run))!);

    [Fact]
    public async Task Status_WrittenBeforeTheTableExists_IsReadBackByAnother()
    {
        TableClient table = new(azurite.ConnectionString, AzuriteFixture.UniqueName("timers"));
        ScheduleStatus written = new() { Last = default, Next = new DateTime(2026, 11, 17, 6, 0, 0, DateTimeKind.Utc), LastUpdated = new DateTime(2026, 11, 16, 6, 0, 1, DateTimeKind.Utc) };

        ScheduleStatus? none = await new TableTimerStatus(table, "hub").GetAsync(Daily, CancellationToken.None);
        await new TableTimerStatus(table, "hub").SetAsync(Daily, written, CancellationToken.None);
        ScheduleStatus? read = await new TableTimerStatus(table, "hub").GetAsync(Daily, CancellationToken.None);
        ScheduleStatus? otherHub = await new TableTimerStatus(table, "other").GetAsync(Daily, CancellationToken.None);

        Assert.Null(none);
        Assert.Equal((written.Last, written.Next, written.LastUpdated), (read!.Last, read.Next, read.LastUpdated));
        Assert.Equal(DateTimeKind.Utc, read.Next.Kind);
        Assert.Null(otherHub);
    }
}
