using System.Text;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>Compares with a file under <c>Golden</c>; with <c>UPDATE_GOLDEN=1</c> the file is written instead, and reviewed like any other change.</summary>
internal static class Golden
{
    public static void Check(string name, string actual)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Kkr.Workflow.sln")))
        {
            root = root.Parent;
        }

        string path = Path.Combine(root!.FullName, "tests", "Kkr.Workflow.IntegrationTests", "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        Assert.True(File.Exists(path), $"There is no golden file {name}. Run the test with UPDATE_GOLDEN=1, read the file and commit it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
