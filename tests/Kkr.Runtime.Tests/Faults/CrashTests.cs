using Kkr.Runtime.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class CrashTests
{
    private const int ExpectedWrites = 60;

    [Theory]
    [InlineData(Fault.Refused, false)]
    [InlineData(Fault.Refused, true)]
    [InlineData(Fault.Unanswered, false)]
    [InlineData(Fault.Unanswered, true)]
    [InlineData(Fault.DeathBefore, false)]
    [InlineData(Fault.DeathBefore, true)]
    [InlineData(Fault.DeathAfter, false)]
    [InlineData(Fault.DeathAfter, true)]
    public async Task AnyWrite_GoingWrong_ChangesNeitherOutcomeNorHistory(Fault fault, bool replay)
    {
        (Outcome clean, int writes) = await RunAsync(_ => Fault.None, replay);
        Assert.InRange(writes, 12, ExpectedWrites);

        for (int write = 0; write < writes; write++)
        {
            int at = write;
            (Outcome outcome, _) = await RunAsync(n => n == at ? fault : Fault.None, replay);

            Assert.True(clean.Text == outcome.Text, $"{fault} at write {write}:\n--- without\n{clean.Text}\n--- with\n{outcome.Text}");
        }
    }

    [Theory]
    [InlineData(Fault.DeathBefore)]
    [InlineData(Fault.DeathAfter)]
    public async Task FanOut_DyingAtAnyWrite_AppliesEveryResultOnce(Fault fault)
    {
        int writes = await FanOutAsync(_ => Fault.None);
        Assert.InRange(writes, 2, ExpectedWrites);

        // How results fall into checkpoints differs from run to run, so a late write may not come up: then the run is a clean one.
        for (int write = 0; write < writes; write++)
        {
            int at = write;
            await FanOutAsync(n => n == at ? fault : Fault.None);
        }
    }

    private static async Task<int> FanOutAsync(Func<int, Fault> plan)
    {
        FaultyStore store = new(new MemoryHistoryStore(), plan);
        await using Machine machine = await Machine.StartAsync(store, Tasks, replay: false);

        OrchestrationMetadata ended = await machine.RunAsync("FanOut", "fan");

        Assert.Equal(1275, ended.ReadOutputAs<int>());
        StoredInstance stored = (await machine.Inner.LoadAsync("fan", default))!;
        Assert.Equal(50, stored.History.Count(e => e.Kind == EventKind.TaskCompleted));
        Assert.Equal(50, stored.History.Where(e => e.Kind == EventKind.TaskCompleted).Select(e => e.Id).Distinct().Count());
        return store.Writes;
    }

    private static async Task<(Outcome Outcome, int Writes)> RunAsync(Func<int, Fault> plan, bool replay)
    {
        FaultyStore store = new(new MemoryHistoryStore(), plan);
        await using Machine machine = await Machine.StartAsync(store, Tasks, replay);
        await machine.StartInstanceAsync("Journal", "journal");
        OrchestrationMetadata ended = await machine.RunAsync("Meeting", "meeting");
        await machine.RaiseAsync("journal", "close");
        OrchestrationMetadata journal = await machine.EndAsync("journal");
        await machine.WhenQuietAsync();

        string text = string.Join('\n',
        [
            $"{ended.RuntimeStatus} {ended.SerializedOutput} {ended.SerializedInput}",
            $"{journal.RuntimeStatus} {journal.SerializedOutput}",
            .. await HistoryAsync(machine, "meeting"),
            .. await HistoryAsync(machine, "minutes"),
        ]);
        return (new Outcome(text), store.Writes);
    }

    private static async Task<IEnumerable<string>> HistoryAsync(Machine machine, string id)
    {
        StoredInstance stored = (await machine.Inner.LoadAsync(id, default))!;
        return stored.History.Select(e => FormattableString.Invariant($"{id}: {e.Kind} #{e.Id} {e.Name} {e.Data} {(e.Kind == EventKind.Turn ? e.At : null):s}"));
    }

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<int, string>("Meeting", async (context, round) =>
        {
            await context.CallActivityAsync("Write", $"round {round}");
            context.SendEvent("journal", "note", $"round {round}");
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            string minutes = await context.CallSubOrchestratorAsync<string>("Minutes", round, new SubOrchestrationOptions(instanceId: "minutes"));
            if (round == 0)
            {
                context.ContinueAsNew(1);
                return "";
            }

            return $"{minutes} on {context.CurrentUtcDateTime:yyyy-MM-dd}";
        })
        .AddOrchestratorFunc<int, string>("Minutes", async (context, round) =>
        {
            await context.CallActivityAsync("Write", $"minutes {round}");
            return $"minutes {round}";
        })
        .AddOrchestratorFunc("Journal", async context =>
        {
            List<string> notes = [];
            Task closed = context.WaitForExternalEvent<string>("close");
            while (true)
            {
                Task<string> note = context.WaitForExternalEvent<string>("note");
                if (await Task.WhenAny(note, closed) == closed)
                {
                    return string.Join(", ", notes);
                }

                notes.Add(await note);
            }
        })
        .AddOrchestratorFunc("FanOut", async context =>
        {
            int[] numbers = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => context.CallActivityAsync<int>("Same", n)));
            return numbers.Sum();
        })
        .AddActivityFunc<string>("Write", (_, _) => { })
        .AddActivityFunc<int, int>("Same", (_, n) => n);

    private sealed record Outcome(string Text);
}
