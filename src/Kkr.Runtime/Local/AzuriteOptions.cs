namespace Kkr.Runtime.Local;

/// <summary>How an Azurite storage emulator is started. It always listens on 127.0.0.1 only.</summary>
public sealed class AzuriteOptions
{
    /// <summary>
    /// The folder that holds <c>package.json</c>, <c>package-lock.json</c> and <c>start.js</c>. Left out, the folder <c>azurite</c> is
    /// looked for beside the program and in every folder above it.
    /// </summary>
    public string? PackageFolder { get; init; }

    /// <summary>Where blobs and tables are kept between runs; created when missing. Left out, everything is kept in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The port of the blob service; 0 takes any free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The port of the queue service; 0 takes any free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>The port of the table service; 0 takes any free one.</summary>
    public int TablePort { get; init; }

    /// <summary>The longest wait for Azurite to listen, after its packages are in place.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told, in English, what is being done when it takes a while (the first <c>npm ci</c>).</summary>
    public Action<string>? Progress { get; init; }
}
