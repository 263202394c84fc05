using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Tests.Conformance;
using Kkr.Runtime.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>A host that is started again on the same store when its process dies. Its clients repeat calls that were not answered.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly FaultyStore _faulty;
    private readonly Action<DurableTaskRegistry> _tasks;
    private readonly bool _replay;
    private readonly List<DurableHost> _dead = [];
    private DurableHost _host = null!;

    private Machine(FaultyStore faulty, Action<DurableTaskRegistry> tasks, bool replay)
    {
        _faulty = faulty;
        _tasks = tasks;
        _replay = replay;
    }

    public IHistoryStore Inner => _faulty.Inner;

    public static async Task<Machine> StartAsync(FaultyStore faulty, Action<DurableTaskRegistry> tasks, bool replay)
    {
        Machine machine = new(faulty, tasks, replay);
        machine._host = await machine.BootAsync(faulty, new VirtualTimeProvider(DurableHost.Start));
        return machine;
    }

    public Task StartInstanceAsync(string orchestrator, string id) => CallAsync(async client =>
    {
        if (await client.GetInstanceAsync(id) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, 0, new StartOrchestrationOptions(id));
        }

        return true;
    });

    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, string id)
    {
        await StartInstanceAsync(orchestrator, id);
        return await EndAsync(id);
    }

    public Task<OrchestrationMetadata> EndAsync(string id) => CallAsync(client => client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

    public Task RaiseAsync(string id, string name) => CallAsync(async client =>
    {
        await client.RaiseEventAsync(id, name, "");
        return true;
    });

    /// <summary>Waits until outboxes are cleared, so that every write has been made.</summary>
    public async Task WhenQuietAsync()
    {
        await Eventually.IsTrueAsync(async () =>
        {
            await ReplaceTheDeadAsync();
            await foreach (OpenWork work in Inner.FindOpenWorkAsync(default))
            {
                if (work.Outbox is not null)
                {
                    return false;
                }
            }

            return true;
        });
        await _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (DurableHost dead in _dead)
        {
            await dead.DisposeAsync();
        }
    }

    private async Task<T> CallAsync<T>(Func<DurableTaskClient, Task<T>> call)
    {
        while (true)
        {
            // A client of a dead process gets no answer: it asks the next one.
            try
            {
                Task<T> answer = call(_host.Client);
                if (_host.Services.GetService(typeof(IHistoryStore)) is FaultyStore faulty && await Task.WhenAny(answer, faulty.Died) == faulty.Died)
                {
                    await ReplaceTheDeadAsync();
                    continue;
                }

                return await answer;
            }
            catch (Exception) when (_faulty.Died.IsCompleted)
            {
                await ReplaceTheDeadAsync();
            }
        }
    }

    private async Task ReplaceTheDeadAsync()
    {
        if (!_faulty.Died.IsCompleted || _dead.Count > 0)
        {
            return;
        }

        FaultHost.EngineOf(_host).Abandon();
        _dead.Add(_host);
        ((MemoryHistoryStore)Inner).ExpireLease();
        _host = await BootAsync(Inner, new VirtualTimeProvider(_host.Clock.GetUtcNow()));
    }

    private Task<DurableHost> BootAsync(IHistoryStore store, TimeProvider time) => FaultHost.StartAsync(
        store,
        _tasks,
        options =>
        {
            options.LeaseInterval = TimeSpan.FromMilliseconds(20);
            options.LeaseDuration = TimeSpan.FromMinutes(1);
            options.LiveInstances = _replay ? 0 : 500;
            options.Store = EmbeddedEngineStore.Memory;
        },
        time);
}
