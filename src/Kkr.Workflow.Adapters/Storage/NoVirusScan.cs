using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Storage;

/// <summary>No scanner is set up: files are kept and say so. Register another <see cref="IVirusScan"/> before the adapters to have them scanned.</summary>
internal sealed class NoVirusScan : IVirusScan
{
    public bool IsScanning => false;

    public Task<ScanVerdict> ScanAsync(Stream content, string sha256, CancellationToken cancellation) =>
        Task.FromResult(new ScanVerdict(ScanState.NotScanned));
}
