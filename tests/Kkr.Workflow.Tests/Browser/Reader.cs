using System.Text.Json;
using Microsoft.Playwright;

namespace Kkr.Workflow.Tests.Browser;

/// <summary>
/// Somebody who opens pages in a browser, fills in what they show, and looks each page over: axe-core's rules, a narrow screen, the way of the keyboard.
/// With <c>PAGE_PICTURES=folder</c> every page that is looked at is kept as a picture, wide and narrow.
/// </summary>
internal sealed class Reader(IPage page) : IAsyncDisposable
{
    /// <summary>The narrowest screen on which nothing may need scrolling sideways: 1280 px at 400 % zoom.</summary>
    private const int Narrowest = 320;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PAGE_PICTURES");
    private readonly List<string> faults = [];

    /// <summary>Fails with everything that was wrong with the pages so far.</summary>
    public void AssertFine() => Assert.True(faults.Count == 0, string.Join('\n', faults));

    /// <summary>Follows a link from a mail, or opens an address of the app.</summary>
    public async Task<int> OpenAsync(string address)
    {
        string path = Uri.TryCreate(address, UriKind.Absolute, out Uri? whole) && whole.Scheme.StartsWith("http", StringComparison.Ordinal) ? whole.PathAndQuery : address;
        return (await page.GotoAsync(path))!.Status;
    }

    /// <summary>Opens a file, as somebody does who has been sent it.</summary>
    public Task OpenFileAsync(string path) => page.GotoAsync(new Uri(path).AbsoluteUri);

    public Task FillAsync(string label, string text) => page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = label }).First.FillAsync(text);

    public Task SelectAsync(string label, string option) => page.GetByLabel(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    public Task ChooseAsync(string label) => page.GetByLabel(label).First.CheckAsync();

    public Task AttachAsync(string label, string name, byte[] content) =>
        page.GetByLabel(label).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    /// <summary>Presses a button and waits for the page that it leads to.</summary>
    public Task SendAsync(string button) =>
        PressAsync(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First);

    public Task FollowAsync(string link) =>
        PressAsync(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = link }).First);

    /// <summary>Looks the open page over.</summary>
    /// <param name="name">What the page is, in the report and as the name of its picture.</param>
    /// <param name="says">Words that must stand on it.</param>
    public async Task LookAsync(string name, string says)
    {
        await page.SetViewportSizeAsync(1280, 900);
        string text = await page.InnerTextAsync("body");
        Check(name, text.Contains(says, StringComparison.Ordinal), $"does not say »{says}« but: {text}");
        await PictureAsync(name + "-1280");
        await CheckRulesAsync(name);
        await CheckKeyboardAsync(name);
        await page.SetViewportSizeAsync(360, 740);
        await PictureAsync(name + "-360");
        await CheckRulesAsync(name + " on a phone");
        await page.SetViewportSizeAsync(Narrowest, 700);
        int width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Check(name, width <= Narrowest, $"is {width} px wide on a screen of {Narrowest} px");
    }

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();

    /// <summary>By the keyboard: a click in the instant in which the page has scrolled may still be taken for one into the frame that stood there before.</summary>
    private async Task PressAsync(ILocator what)
    {
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnLoad(object? sender, IPage opened) => loaded.TrySetResult();
        page.Load += OnLoad;
        await what.PressAsync("Enter");
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        page.Load -= OnLoad;
    }

    private async Task CheckRulesAsync(string name)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(FactWithBrowserAttribute.Axe));
        JsonElement found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '))");
        foreach (JsonElement violation in found.EnumerateArray())
        {
            faults.Add($"{name}: {violation.GetString()}");
        }
    }

    /// <summary>Focus goes where a reader would look first, and on from there in the order in which the page reads.</summary>
    private async Task CheckKeyboardAsync(string name)
    {
        Check(name, await page.Locator("script").CountAsync() == 0, "has a script");
        Check(name, await page.Locator("h1").CountAsync() == 1, "has not one heading of the first level");
        if (await page.Locator("#fejl").CountAsync() > 0)
        {
            Check(name, await page.EvaluateAsync<string>("() => document.activeElement.id") == "fejl", "does not begin at what is wrong");
            Check(name, (await page.TitleAsync()).StartsWith("Fejl: ", StringComparison.Ordinal), "does not say in its title that something is wrong");
            foreach (ILocator link in await page.Locator("#fejl a").AllAsync())
            {
                string target = (await link.GetAttributeAsync("href"))!;
                Check(name, await page.Locator(target).CountAsync() == 1, $"has no single {target}");
                await link.PressAsync("Enter");
                Check(name, await page.EvaluateAsync<string>("() => '#' + document.activeElement.id") == target, $"does not lead from the summary to {target}");
            }
        }

        await page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); window.scrollTo(0, 0); }");
        string[] order = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')].filter(e => e.checkVisibility()).map((e, i) => { e.dataset.order = i; return e.type === 'radio' ? e.name : String(i); })");
        List<string> reached = [];
        for (int step = 0; step < order.Length; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return e.type === 'radio' ? e.name : e.dataset.order ?? ''; }"));
        }

        // The arrows, not the tab key, go from one radio button to the next; and a date or time is one field of several stops.
        IEnumerable<string> way = reached.Where(stop => stop.Length > 0).Distinct();
        Check(name, way.SequenceEqual(order.Distinct().Take(way.Count())), "is walked in another order than it is read");
    }

    private async Task PictureAsync(string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        }
    }

    private void Check(string name, bool isRight, string what)
    {
        if (!isRight)
        {
            faults.Add($"{name}: {what}");
        }
    }
}
