using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Kkr.Workflow.Benchmarks.Measuring;

/// <summary>What a reader needs to know of the machine, and nothing that says whose it is.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {MemoryGiB():0} GiB · {SystemName()} · {RuntimeInformation.FrameworkDescription}, "
        + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC · {Build()} build");

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double MemoryGiB() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);

    private static string SystemName() => OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsWindows() ? "Windows" : "macOS";

    private static string Build() =>
        typeof(Machine).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true ? "Debug (not for publication)" : "Release";
}
