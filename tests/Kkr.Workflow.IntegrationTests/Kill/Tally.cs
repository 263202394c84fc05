using System.IO.MemoryMappedFiles;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What an app process leaves behind whatever instant it is killed at: how far its clock got, and how much it had asked of the world.</summary>
internal sealed class Tally : IDisposable
{
    private const int Clock = 0;
    private const int Moments = 8;
    private const int Mails = 16;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private Tally(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor();
    }

    public DateTimeOffset Now
    {
        get => new(_view.ReadInt64(Clock), TimeSpan.Zero);
        set => _view.Write(Clock, value.UtcTicks);
    }

    /// <summary>Requests begun and answers received, over all processes, once each had recovered.</summary>
    public long Events
    {
        get => _view.ReadInt64(Moments);
        set => _view.Write(Moments, value);
    }

    /// <summary>Mails that the provider has taken and the app has heard of.</summary>
    public long Accepted
    {
        get => _view.ReadInt64(Mails);
        set => _view.Write(Mails, value);
    }

    public static Tally Create(string path, DateTimeOffset start)
    {
        using (FileStream made = File.Create(path))
        {
            made.SetLength(24);
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
