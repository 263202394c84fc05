using System.Globalization;
using System.Text;
using Kkr.Workflow.Benchmarks.Measuring;

namespace Kkr.Workflow.Benchmarks.Documents;

/// <summary>A process that puts ten attachments of 10 MB behind an agenda, and tells how much memory that took.</summary>
internal static class AttachingProcess
{
    public const string Command = "documents-attached";

    private const int Items = 60;
    private const int Files = 10;
    private const int Size = 10_000_000;

    /// <summary>What the process has to tell, in MiB.</summary>
    /// <param name="Before">Resident before, the attachments included.</param>
    /// <param name="Peak">The most that was resident.</param>
    /// <param name="Output">The file that came out.</param>
    internal sealed record Told(double Before, double Peak, double Output);

    public static void Run()
    {
        LongAgenda agenda = new(Items);
        agenda.Whole([]);
        byte[][] attachments = [.. Enumerable.Range(0, Files).Select(Scan)];
        double before = Resident.Now(Environment.ProcessId);
        int length = agenda.Whole(attachments).Content.Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before:0} {Resident.PeakOfThisProcess():0} {length / 1048576.0:0.0}"));
        GC.KeepAlive(attachments);
    }

    public static async Task<Told> AskAsync()
    {
        double[] told = await RenderingProcess.NumbersAsync(Command);
        return new Told(told[0], told[1], told[2]);
    }

    /// <summary>A page with nothing but an image that cannot be packed any further, as a scanned letter has it.</summary>
    private static byte[] Scan(int seed)
    {
        const int Width = 2_000;
        byte[] image = new byte[Size / Width * Width];
        new Random(seed).NextBytes(image);
        using MemoryStream file = new(Size + 2_000);
        List<long> places = [];
        Write("%PDF-1.4\n");
        Put("<</Type/Catalog/Pages 2 0 R>>");
        Put("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        Put("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>");
        Put("<</Length 25>>\nstream\nq 595 0 0 842 0 0 cm /I Do\nendstream");
        Put(string.Create(CultureInfo.InvariantCulture, $"<</Type/XObject/Subtype/Image/Width {Width}/Height {image.Length / Width}/BitsPerComponent 8/ColorSpace/DeviceGray/Length {image.Length}>>\nstream\n"), image);
        long index = file.Position;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
        places.ForEach(place => Write(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n")));
        Write(string.Create(CultureInfo.InvariantCulture, $"trailer<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{index}\n%%EOF\n"));
        return file.ToArray();

        void Put(string body, byte[]? stream = null)
        {
            places.Add(file.Position);
            Write(string.Create(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}"));
            if (stream is not null)
            {
                file.Write(stream);
                Write("\nendstream");
            }

            Write("\nendobj\n");
        }

        void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));
    }
}
