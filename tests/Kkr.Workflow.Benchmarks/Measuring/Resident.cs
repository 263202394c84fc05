using System.Diagnostics;
using System.Globalization;

namespace Kkr.Workflow.Benchmarks.Measuring;

/// <summary>A process's resident memory in MiB, as the operating system counts it.</summary>
internal static class Resident
{
    public static double Now(int processId) => Read(processId, "VmRSS:", static p => p.WorkingSet64);

    public static double Peak(int processId) => Read(processId, "VmHWM:", static p => p.PeakWorkingSet64);

    public static double PeakOfThisProcess() => Peak(Environment.ProcessId);

    private static double Read(int processId, string field, Func<Process, long> elsewhere)
    {
        string file = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/status";
        if (!File.Exists(file))
        {
            using Process process = Process.GetProcessById(processId);
            return elsewhere(process) / (1024d * 1024d);
        }

        string line = File.ReadLines(file).First(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024d;
    }
}
