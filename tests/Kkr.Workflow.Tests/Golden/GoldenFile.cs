using System.Text;

namespace Kkr.Workflow.Tests.Golden;

/// <summary>
/// Compares with a file kept beside this class. With <c>UPDATE_GOLDEN=1</c> the file is written instead; the change is then
/// reviewed like any other.
/// </summary>
internal static class GoldenFile
{
    public static void Verify(string name, string actual)
    {
        string path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        Assert.True(File.Exists(path), $"There is no golden file {name}. Run the test with UPDATE_GOLDEN=1, read the file and commit it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kkr.Workflow.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "tests", "Kkr.Workflow.Tests", "Golden");
    }
}
