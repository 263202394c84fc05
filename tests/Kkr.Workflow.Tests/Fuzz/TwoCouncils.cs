using System.Globalization;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Histories;

namespace Kkr.Workflow.Tests.Fuzz;

/// <summary>Two councils at the same point of the same course. What only the second one knows bears its mark.</summary>
internal sealed class TwoCouncils(MortalApp app) : IAsyncDisposable
{
    public const string First = "raad-a";
    public const string Second = "raad-b";

    /// <summary>Stands in every text and address of the second council.</summary>
    public static readonly string[] Marks = ["HEMMELIGT", Second + ".example"];

    private static readonly (int Month, int Day)[] Points = [(9, 2), (10, 7), (10, 23), (11, 4), (11, 6), (11, 10), (11, 18), (11, 19), (12, 10)];

    public MortalApp App { get; } = app;

    /// <summary>All that has been written, but for the notes that are made of a request that is refused: who asked, and that its key is free again.</summary>
    public IReadOnlyDictionary<string, int> Writes => App.WritesBut(nameof(IAuditLog), nameof(IAnsweredRequests));

    public string WrittenSince(IReadOnlyDictionary<string, int> before) =>
        string.Join(", ", Writes.Where(port => port.Value != before.GetValueOrDefault(port.Key)).Select(port => port.Key).Order(StringComparer.Ordinal));

    public static async Task<TwoCouncils> StartAsync(int seed)
    {
        MortalApp app = await MortalApp.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        int point = seed % Points.Length;
        foreach (string council in new[] { First, Second })
        {
            CouncilClient client = new(app, council);
            await Done(client, HttpMethod.Put, "", new ModelDirectory(council).Setup(silenceApproves: true));
            await Done(client, HttpMethod.Post, "meetings", new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
            await Done(client, HttpMethod.Post, "meetings", new { date = "2027-01-26", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
        }

        await app.UntilAsync(ModelCalendar.Instant(new DateOnly(2026, 9, 2), 8, 0));
        foreach (string council in new[] { First, Second })
        {
            CouncilClient client = new(app, council);
            string mark = council == Second ? Marks[0] : "Sag";
            for (int number = 1; number <= 4; number++)
            {
                await Done(client, HttpMethod.Post, "meetings/2026-1/items", new
                {
                    title = string.Create(CultureInfo.InvariantCulture, $"{mark} {number}"),
                    background = mark,
                    recommendation = mark,
                    confidential = number == 4,
                    municipality = "0741",
                });
            }
        }

        (int month, int day) = Points[point];
        await app.UntilAsync(ModelCalendar.Instant(new DateOnly(2026, month, day), 8, 0));
        if (point >= 7)
        {
            foreach (string council in new[] { First, Second })
            {
                CouncilClient client = new(app, council);
                foreach (Domain.Agenda.Item item in (await app.Port<IItems>().ListAsync(council, "2026-1", CancellationToken.None)).Select(item => item.Value).Where(item => item.Number is not null))
                {
                    await Done(client, HttpMethod.Put, $"items/{item.Id}/decision", new { outcomes = new[] { "approved" }, text = "Godkendt." });
                }

                await Done(client, HttpMethod.Post, "meetings/2026-1/minutes", new { withoutAttendance = true });
            }
        }

        TwoCouncils councils = new(app);
        await councils.SettleAsync();
        return councils;
    }

    /// <summary>Lets the engine finish what it has at this instant.</summary>
    public Task SettleAsync() => App.UntilAsync(App.Now.AddTicks(1));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static async Task Done(CouncilClient client, HttpMethod method, string path, object body)
    {
        Answer answer = await client.AskAsync(new Wish(method, path, path, body, "secretariat", "setup " + path + Guid.NewGuid()));
        Assert.True(answer.IsDone, $"{method} {path}: {answer.Status} {answer.Body}");
    }
}
