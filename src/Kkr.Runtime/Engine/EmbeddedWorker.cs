using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.Engine;

/// <summary>The hosted service that runs the engine with a worker's tasks.</summary>
internal sealed class EmbeddedWorker(
    string name, IDurableTaskFactory factory, DurableEngine engine, IOptionsMonitor<DurableTaskWorkerOptions> options) : DurableTaskWorker(name, factory)
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => engine.RunAsync(Factory, options.Get(Name), stoppingToken);
}
