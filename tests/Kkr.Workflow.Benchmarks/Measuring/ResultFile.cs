using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Benchmarks.Measuring;

/// <summary>One page of results, in the repository's <c>Results</c> folder.</summary>
internal sealed class ResultFile
{
    private readonly string _name;
    private readonly StringBuilder _text = new();

    public ResultFile(string name, string title, string command)
    {
        _name = name;
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Paragraph($"# {title}");
        Paragraph($"{date} · {Machine.Describe()}");
        Paragraph($"Repeat with `dotnet run -c Release --project tests/Kkr.Workflow.Benchmarks -- {command}`. "
            + "Figures are medians, with the least and the greatest in brackets.");
    }

    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "Kkr.Workflow.Benchmarks", "Results");

    public void Paragraph(string text) => _text.Append(text).Append("\n\n");

    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(heads);
        Row([.. heads.Select(static (_, i) => i == 0 ? "---" : "---:")]);
        foreach (IReadOnlyList<string> row in rows)
        {
            Row(row);
        }

        _text.Append('\n');
    }

    public async Task WriteAsync()
    {
        Directory.CreateDirectory(Folder);
        string text = _text.ToString().TrimEnd('\n') + "\n";
        await File.WriteAllTextAsync(Path.Combine(Folder, _name + ".md"), text);
        Console.WriteLine();
        Console.WriteLine(text);
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Kkr.Workflow.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("Run from the repository: results are written into it.");
    }

    private void Row(IReadOnlyList<string> cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
