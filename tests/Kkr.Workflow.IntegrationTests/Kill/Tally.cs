using System.IO.MemoryMappedFiles;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What an app process leaves behind whatever instant it is killed at: how far its clock got.</summary>
internal sealed class Tally : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private Tally(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor();
    }

    public DateTimeOffset Now
    {
        get => new(_view.ReadInt64(0), TimeSpan.Zero);
        set => _view.Write(0, value.UtcTicks);
    }

    public static Tally Create(string path, DateTimeOffset start)
    {
        using (FileStream made = File.Create(path))
        {
            made.SetLength(sizeof(long));
        }

        Tally tally = Open(path);
        tally.Now = start;
        return tally;
    }

    public static Tally Open(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.Open));

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}

/// <summary>The clock of whatever process runs the app, for those who stand beside it.</summary>
internal sealed class TallyTime(Tally tally) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => tally.Now;
}
