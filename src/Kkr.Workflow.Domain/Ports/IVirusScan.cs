using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>What a scanner said about a file.</summary>
/// <param name="State">Its verdict; <see cref="ScanState.NotScanned"/> where there is no scanner.</param>
/// <param name="Finding">The scanner's name for what it found, for the audit log; null when it found nothing.</param>
public sealed record ScanVerdict(ScanState State, string? Finding = null);

/// <summary>
/// Looks for harmful content before a file is kept. Without a scanner files are kept and marked as not scanned; an infected file is refused and not
/// kept.
/// </summary>
public interface IVirusScan
{
    /// <summary>False where no scanner is set up: nothing is scanned then, and whoever runs the app is told when it starts.</summary>
    bool IsScanning { get; }

    /// <summary>Scans one file.</summary>
    /// <param name="content">The whole file, read from its start; its position is not kept, and it is not disposed.</param>
    /// <param name="sha256">Lower-case hex digest of the content, by which a scanner may know it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="Exception">The scanner is out of reach: the file is not kept, and the caller tries again.</exception>
    Task<ScanVerdict> ScanAsync(Stream content, string sha256, CancellationToken cancellation);
}
