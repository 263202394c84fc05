namespace Kkr.Workflow.LocalRun;

/// <summary>Something that the person at the keyboard can put right; the message says what and how, in Danish and English.</summary>
public sealed class LocalRunException : Exception
{
    public LocalRunException(string danish, string english, Exception? innerException = null, int exitCode = ExitCode.Failed)
        : base($"{danish}{Environment.NewLine}({english})", innerException) => EndsWith = exitCode;

    /// <summary>What the process ends with.</summary>
    public int EndsWith { get; }

    public static LocalRunException PortTaken(string part, int port) => new(
        $"Port {port} på 127.0.0.1 er optaget. Stop det program, der bruger den, eller vælg en anden med --{part}-port.",
        $"Port {port} on 127.0.0.1 is taken. Stop what uses it, or choose another with --{part}-port.");
}

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Everything held.</summary>
    public const int Held = 0;

    public const int Failed = 1;

    /// <summary>Wrong command line or a broken scenario; nothing was started.</summary>
    public const int Usage = 2;
}
