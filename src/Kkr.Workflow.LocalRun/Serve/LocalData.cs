using System.Globalization;
using System.Security.Cryptography;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>The folder that a local run keeps its data in, and the lock that lets only one run use it.</summary>
internal sealed class LocalData : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _note;

    private LocalData(string folder, FileStream taken, string note)
    {
        Folder = folder;
        _lock = taken;
        _note = note;
    }

    public string Folder { get; }

    public string Azurite => Path.Combine(Folder, "azurite");

    public string Inbox => Path.Combine(Folder, "inbox");

    /// <summary>What signed links are signed with on this machine: made at the first start and kept, so that links in the inbox go on working.</summary>
    public string LinkKey()
    {
        string file = Path.Combine(Folder, "link-key");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, $"local:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");
        }

        return File.ReadAllText(file).Trim();
    }

    /// <summary>The folder where nothing is said: <c>.local</c> beside the solution, which git ignores.</summary>
    public static string Default()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Kkr.Workflow.sln")))
            {
                return Path.Combine(at.FullName, ".local");
            }
        }

        return Path.GetFullPath(".local");
    }

    /// <summary>Takes the folder. The operating system drops the lock with its process, so a killed run holds nobody up; it only leaves a note behind.</summary>
    /// <exception cref="LocalRunException">Another run uses it.</exception>
    public static LocalData Take(string folder, Action<string> say)
    {
        Directory.CreateDirectory(folder);
        string note = Path.Combine(folder, "localrun.pid");
        FileStream taken;
        try
        {
            taken = new FileStream(Path.Combine(folder, "localrun.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            string who = File.Exists(note) ? $" (proces {File.ReadAllText(note).Trim()})" : "";
            throw new LocalRunException(
                $"En anden lokal kørsel{who} bruger {folder}. Stop den, eller vælg en anden mappe med --data.",
                "Another local run uses the data folder. Stop it, or choose another folder with --data.",
                exception);
        }

        if (File.Exists(note))
        {
            say($"Den forrige kørsel (proces {File.ReadAllText(note).Trim()}) nåede ikke at lukke pænt. Dens data bruges videre.");
        }

        File.WriteAllText(note, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new LocalData(folder, taken, note);
    }

    public void Dispose()
    {
        File.Delete(_note);
        _lock.Dispose();
    }
}
