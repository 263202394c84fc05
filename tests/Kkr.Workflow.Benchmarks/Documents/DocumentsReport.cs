using System.Diagnostics;
using System.Globalization;
using Kkr.Workflow.Benchmarks.Measuring;
using Kkr.Workflow.Documents;

namespace Kkr.Workflow.Benchmarks.Documents;

/// <summary>Writing a long agenda in all three formats, against LibreOffice turning the same Word document into a PDF; memory; and how time grows with items.</summary>
internal static class DocumentsReport
{
    private const int Items = 60;
    private const int Repeats = 5;

    private const int TimesInAProcess = 20;

    private static readonly int[] Growth = [10, 30, 100, 300, 1_000];

    public static async Task RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-documents-");
        try
        {
            string docx = Path.Combine(folder.FullName, "agenda.docx");
            await File.WriteAllBytesAsync(docx, new LongAgenda(Items).Compose().Render(FileFormat.Docx).Content);
            List<double> firsts = [];
            RenderingProcess.Told? told = null;
            Pairs pairs = await Pairs.RunAsync(
                Repeats,
                () => OfficeAsync(folder, docx),
                async () =>
                {
                    told = await RenderingProcess.AskAsync(Items, TimesInAProcess);
                    firsts.Add(told.First);
                    return told.Later.Median;
                });
            List<RenderingProcess.Told> grown = [];
            foreach (int items in Growth)
            {
                grown.Add(await RenderingProcess.AskAsync(items, 3));
            }

            await WriteAsync(pairs, new Sample(firsts.Skip(1)), told!, grown, await AttachingProcess.AskAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> OfficeAsync(DirectoryInfo folder, string docx)
    {
        long start = Stopwatch.GetTimestamp();
        ProcessStartInfo office = new("libreoffice") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder.FullName, docx])
        {
            office.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(office) ?? throw new InvalidOperationException("LibreOffice did not start: apt-get install libreoffice-writer.");
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException("LibreOffice did not convert the document.");
    }

    private static Task WriteAsync(Pairs pairs, Sample first, RenderingProcess.Told told, List<RenderingProcess.Told> grown, AttachingProcess.Told attached)
    {
        ResultFile file = new("documents", "Documents: three formats against LibreOffice", "documents");
        file.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"An agenda of {Items} items with 40 tables on {told.Pages} pages, its texts parsed, composed and written as HTML ({told.Bytes[0]}), Word ({told.Bytes[1]}) and tagged PDF ({told.Bytes[2]}) in one process. ")
            + "The reference is `libreoffice --headless --convert-to pdf` of the same Word document: one format, from start to end of its process, with a profile that it has used before. "
            + $"They take turns, {Repeats} pairs after a first one that does not count.");
        Sample speed = new([1 / pairs.Ratio.Least, 1 / pairs.Ratio.Median, 1 / pairs.Ratio.Greatest]);
        file.Table(
            ["", "three formats, ms", "LibreOffice, ms", "times faster"],
            [
                [$"in a process that is warm, the median of {TimesInAProcess}", pairs.Measured.Show("0"), pairs.Reference.Show("0"), speed.Show("0.0")],
                ["the first time in a fresh process, its code still to be compiled", first.Show("0"), pairs.Reference.Show("0"), (pairs.Reference.Median / first.Median).ToString("0.0", CultureInfo.InvariantCulture)],
            ]);
        file.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"The aim is 20 times or more, in one process. Warm means that its times have stopped falling: the median of 15 is no more than 3 % below that of the 15 before, "
            + $"which took {told.WarmUps} agendas here, for the runtime improves its code as it sees how it is used. The process has the app's own settings. "
            + $"From its first agenda to its last it holds at most {told.LastingMiB:0} MiB resident, runtime and libraries included; the aim is less than 150."));
        file.Paragraph("Growth, each in a process of its own, measured warm. Memory is the peak of everything resident in the process while its first four agendas are written one after the other; beside it what the process had before.");
        file.Table(
            ["items", "pages", "ms", "ms an item", "peak MiB", "before, MiB"],
            Growth.Zip(grown, (items, one) => (string[])
            [
                items.ToString("N0", CultureInfo.InvariantCulture),
                one.Pages.ToString("N0", CultureInfo.InvariantCulture),
                one.Later.Show("0"),
                (one.Later.Median / items).ToString("0.00", CultureInfo.InvariantCulture),
                one.PeakMiB.ToString("0", CultureInfo.InvariantCulture),
                one.BeforeMiB.ToString("0", CultureInfo.InvariantCulture),
            ]));
        file.Paragraph("Time is linear where the milliseconds of an item stay the same or fall from 10 to 1,000 items.");
        file.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"The whole meeting as one PDF, ten attachments of 10 MB behind the {Items} items: {attached.Output:0} MiB come out, and the process grows from {attached.Before:0} MiB, the attachments included, to {attached.Peak:0}."));
        return file.WriteAsync();
    }
}
