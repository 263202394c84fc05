using System.Text.Json;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>An append-only file of JSON lines, so that a restart finds what came in before. Without a folder it keeps nothing.</summary>
internal sealed class Journal<T> : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly FileStream? _file;

    public Journal(string? folder, string name)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        _file = new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Read();
    }

    /// <summary>What an earlier run left.</summary>
    public List<T> Kept { get; } = [];

    public void Append(T entry)
    {
        if (_file is null)
        {
            return;
        }

        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, Json), (byte)'\n']);
        _file.Flush();
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>A line that a kill cut short was never answered with 2xx, so it is cut away and the next one starts clean.</summary>
    private void Read()
    {
        byte[] all = new byte[_file!.Length];
        _file.ReadExactly(all);
        int end = 0;
        for (int next = Array.IndexOf(all, (byte)'\n', end); next >= 0; next = Array.IndexOf(all, (byte)'\n', end))
        {
            Kept.Add(JsonSerializer.Deserialize<T>(all.AsSpan(end, next - end), Json)!);
            end = next + 1;
        }

        _file.SetLength(end);
        _file.Position = end;
    }
}
