using System.Diagnostics;
using System.Globalization;
using Kkr.Workflow.Benchmarks.Measuring;
using Kkr.Workflow.Documents;
using UglyToad.PdfPig;

namespace Kkr.Workflow.Benchmarks.Documents;

/// <summary>A process that writes one agenda in all three formats, again and again, and tells how long it took and how much memory it came to.</summary>
internal static class RenderingProcess
{
    public const string Command = "documents-once";

    // The runtime goes on improving its code while it runs: half a hundred times for its last step, a few seconds for its first.
    private const int Window = 15;
    private const int MostWarmUps = 150;
    private const double Settled = 0.97;
    private const int WarmUpItems = 60;

    /// <summary>What the process has to tell.</summary>
    /// <param name="First">The first time, in milliseconds, with all that a fresh process has to compile.</param>
    /// <param name="WarmUps">How often an agenda was written before times settled.</param>
    /// <param name="Later">Each time after that.</param>
    /// <param name="BeforeMiB">Resident memory before the first time, the items' texts included.</param>
    /// <param name="PeakMiB">Peak resident memory of the whole process while the first four were written.</param>
    /// <param name="LastingMiB">The same to the process's end.</param>
    internal sealed record Told(double First, int WarmUps, Sample Later, double BeforeMiB, double PeakMiB, double LastingMiB, int Pages, string[] Bytes);

    public static void Run(string[] args)
    {
        const int Peaking = 3;
        LongAgenda agenda = new(int.Parse(args[0], CultureInfo.InvariantCulture));
        int repeats = int.Parse(args[1], CultureInfo.InvariantCulture);
        double before = Resident.Now(Environment.ProcessId);
        (double first, int[] bytes) = Write(agenda);
        for (int i = 0; i < Peaking; i++)
        {
            Write(agenda);
        }

        double peak = Resident.PeakOfThisProcess();
        int warmUps = WarmUp(new LongAgenda(WarmUpItems));
        double[] times = [.. Enumerable.Range(0, repeats).Select(_ => Write(agenda).Time)];
        double lasting = Resident.PeakOfThisProcess();
        using PdfDocument pdf = PdfDocument.Open(agenda.Compose().Render(FileFormat.Pdf).Content);
        Console.WriteLine(string.Join(' ', new[] { first, warmUps, before, peak, lasting, pdf.NumberOfPages, bytes[0], bytes[1], bytes[2] }.Concat(times).Select(Plain)));
    }

    /// <summary>Runs such a process and waits for what it tells.</summary>
    /// <param name="items">How long the agenda is.</param>
    /// <param name="repeats">How often it is written after times have settled.</param>
    public static async Task<Told> AskAsync(int items, int repeats)
    {
        double[] told = await NumbersAsync(Command, items.ToString(CultureInfo.InvariantCulture), repeats.ToString(CultureInfo.InvariantCulture));
        return new Told(told[0], (int)told[1], new Sample(told[9..]), told[2], told[3], told[4], (int)told[5], [.. told[6..9].Select(size => string.Create(CultureInfo.InvariantCulture, $"{size / 1048576:0.0} MiB"))]);
    }

    /// <summary>Runs this program again and reads the numbers that it prints.</summary>
    public static async Task<double[]> NumbersAsync(params string[] arguments)
    {
        ProcessStartInfo start = Commands.Again(arguments);
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        string told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. told.Split(' ', StringSplitOptions.TrimEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
    }

    private static (double Time, int[] Bytes) Write(LongAgenda agenda)
    {
        long start = Stopwatch.GetTimestamp();
        ComposedDocument document = agenda.Compose();
        int[] bytes = [.. Enum.GetValues<FileFormat>().Select(format => document.Render(format).Content.Length)];
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, bytes);
    }

    /// <summary>Writes until times no longer fall: the last few are hardly shorter than those before them.</summary>
    private static int WarmUp(LongAgenda agenda)
    {
        List<double> times = [];
        while (times.Count < MostWarmUps)
        {
            times.Add(Write(agenda).Time);
            if (times.Count >= 3 * Window
                && new Sample(times.TakeLast(Window)).Median >= Settled * new Sample(times.SkipLast(Window).TakeLast(Window)).Median)
            {
                break;
            }
        }

        return times.Count;
    }

    private static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
