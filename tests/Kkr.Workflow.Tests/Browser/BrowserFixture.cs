using Microsoft.Playwright;

namespace Kkr.Workflow.Tests.Browser;

/// <summary>The browser, started once for all tests that look at pages.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Somebody who opens pages under an address, or without an address files.</summary>
    internal async Task<Reader> ReadAsync(string? baseAddress = null) =>
        new(await PageAsync(new BrowserNewContextOptions { BaseURL = baseAddress, Locale = "da-DK" }));

    /// <summary>An empty page of a browser of its own.</summary>
    internal async Task<IPage> PageAsync(BrowserNewContextOptions options)
    {
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = FactWithBrowserAttribute.Chromium,
            Args = ["--no-sandbox", "--disable-gpu"],
        });
        IBrowserContext context = await browser.NewContextAsync(options);
        return await context.NewPageAsync();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}

/// <summary>Tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
