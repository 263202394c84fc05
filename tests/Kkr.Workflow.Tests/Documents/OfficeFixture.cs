using System.Diagnostics;
using System.Text;
using Kkr.Workflow.Documents;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Every Word document as LibreOffice lays it out on paper. It is started once, for all of them.</summary>
public sealed class OfficeFixture : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-office-");
    private readonly Lazy<bool> converted;

    public OfficeFixture() => converted = new Lazy<bool>(ConvertAll);

    /// <summary>The text of the pages between the margins, in the order in which it is drawn.</summary>
    public string BodyText(string name) =>
        converted.Value ? Run("pdftotext", "-raw", "-x", "0", "-y", "72", "-W", "596", "-H", "706", Pdf(name), "-") : "";

    /// <summary>The pages as LibreOffice lays them.</summary>
    internal string FileOf(string name) => converted.Value ? Pdf(name) : "";

    /// <summary>Every word's place on its page, as XHTML with <c>xMin</c> and <c>xMax</c> in points.</summary>
    public string Places(string name) => converted.Value ? Run("pdftotext", "-bbox", Pdf(name), "-") : "";

    public void Dispose() => folder.Delete(recursive: true);

    private string Pdf(string name) => Path.Combine(folder.FullName, name + ".pdf");

    private bool ConvertAll()
    {
        string[] files =
        [
            .. DocumentCases.All.Append(new("hard", () => DocumentCases.Hard)).Select(document =>
            {
                string file = Path.Combine(folder.FullName, document.Key + ".docx");
                File.WriteAllBytes(file, document.Value().Render(FileFormat.Docx).Content);
                return file;
            }),
        ];

        // A profile of its own: another LibreOffice may be open.
        Run("soffice", [$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder.FullName, .. files]);
        return true;
    }

    /// <summary>What a program writes; its failure is the test's.</summary>
    internal static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
