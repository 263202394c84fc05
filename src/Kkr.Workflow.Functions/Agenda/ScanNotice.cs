using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Says when the app starts that nobody looks into attachments, so that nobody believes that somebody does.</summary>
public sealed partial class ScanNotice(IVirusScan scan, ILogger<ScanNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!scan.IsScanning)
        {
            LogNotScanning(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1501, LogLevel.Warning, "No virus scanner is set up: attachments are kept without being scanned, and marked so.")]
    private static partial void LogNotScanning(ILogger logger);
}
