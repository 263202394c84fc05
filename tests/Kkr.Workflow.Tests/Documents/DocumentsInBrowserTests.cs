using Kkr.Workflow.Documents;
using Kkr.Workflow.Tests.Browser;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Every document as a web page: axe-core's rules, the way of the keyboard, and screens from 320 to 1280 pixels.</summary>
[Collection(BrowserTests.Name)]
public sealed class DocumentsInBrowserTests(BrowserFixture browser)
{
    [FactWithBrowser]
    public async Task Documents_InABrowser_KeepAxesRulesAndFitEveryScreen()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kkr-pages-");
        try
        {
            await using Reader reader = await browser.ReadAsync();
            foreach ((string name, Func<ComposedDocument> make) in DocumentCases.All.Append(new("hard", () => DocumentCases.Hard)))
            {
                string file = Path.Combine(folder.FullName, name + ".html");
                await File.WriteAllBytesAsync(file, make().Render(FileFormat.Html).Content);
                await reader.OpenFileAsync(file);
                await reader.LookAsync("document-" + name, "KKR Kystland");
            }

            reader.AssertFine();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
