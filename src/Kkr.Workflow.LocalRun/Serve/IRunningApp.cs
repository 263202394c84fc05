namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>The app, running. Disposing it stops it.</summary>
internal interface IRunningApp : IAsyncDisposable
{
    /// <summary>The root of the app, ending in a slash.</summary>
    Uri Address { get; }

    /// <summary>Completes when the app has ended by itself.</summary>
    Task Ended { get; }
}

/// <summary>Starts the app with settings by configuration key, on a port of 127.0.0.1.</summary>
internal delegate Task<IRunningApp> StartApp(Dictionary<string, string?> settings, int port, CancellationToken cancellation);
