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

    /// <summary>What the process has to tell.</summary>
    /// <param name="First">The first time, in milliseconds, with all that a fresh process has to compile.</param>
    /// <param name="Later">Each later time.</param>
    /// <param name="PeakMiB">Peak resident memory of the whole process.</param>
    /// <param name="BeforeMiB">Resident memory before the first time.</param>
    internal sealed record Told(double First, Sample Later, double PeakMiB, double BeforeMiB, int Pages, string[] Bytes);

    public static void Run(string[] args)
    {
        int items = int.Parse(args[0], CultureInfo.InvariantCulture);
        int repeats = int.Parse(args[1], CultureInfo.InvariantCulture);
        double before = Resident.Now(Environment.ProcessId);
        List<double> times = [];
        int[] bytes = new int[3];
        for (int i = 0; i <= repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ComposedDocument document = LongAgenda.Compose(items);
            foreach ((int index, FileFormat format) in Enum.GetValues<FileFormat>().Index())
            {
                bytes[index] = document.Render(format).Content.Length;
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double peak = Resident.PeakOfThisProcess();
        using PdfDocument pdf = PdfDocument.Open(LongAgenda.Compose(items).Render(FileFormat.Pdf).Content);
        Console.WriteLine(string.Join(' ', new[] { peak, before, pdf.NumberOfPages, bytes[0], bytes[1], bytes[2] }.Concat(times).Select(Plain)));
    }

    /// <summary>Runs such a process and waits for what it tells.</summary>
    /// <param name="items">How long the agenda is.</param>
    /// <param name="repeats">How often it is written after the first time.</param>
    /// <param name="heapMiB">How much the process may have allocated at a time, as in a small container; null for as much as there is.</param>
    public static async Task<Told> AskAsync(int items, int repeats, int? heapMiB = null)
    {
        ProcessStartInfo start = Commands.Again(Command, items.ToString(CultureInfo.InvariantCulture), repeats.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardOutput = true;
        if (heapMiB is { } limit)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = (limit * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The rendering process did not start.");
        double[] told = [.. (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        await process.WaitForExitAsync();
        return new Told(told[6], new Sample(told[7..]), told[0], told[1], (int)told[2], [.. told[3..6].Select(size => string.Create(CultureInfo.InvariantCulture, $"{size / 1048576:0.0} MiB"))]);
    }

    private static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
