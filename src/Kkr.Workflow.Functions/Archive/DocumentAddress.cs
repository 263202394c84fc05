namespace Kkr.Workflow.Functions.Archive;

/// <summary>Where a kept document is read over HTTP, seen from the app's own root.</summary>
internal static class DocumentAddress
{
    /// <param name="path"><c>{council}/{meeting}/{name}</c>.</param>
    public static string Of(string path)
    {
        string[] parts = path.Split('/', 3);
        return $"/api/councils/{parts[0]}/meetings/{parts[1]}/documents/{Uri.EscapeDataString(parts[2])}";
    }
}
