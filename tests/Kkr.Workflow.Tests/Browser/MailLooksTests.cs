using System.Text.Json;
using Kkr.Workflow.Tests.Mail;
using Microsoft.Playwright;
using OneMail = Kkr.Workflow.Documents.Mail.Mail;

namespace Kkr.Workflow.Tests.Browser;

/// <summary>
/// Every mail in a browser, by day and by night, in a window and on a phone: axe-core's rules, nothing to scroll sideways, nothing fetched.
/// With <c>PAGE_PICTURES=folder</c> each is kept as a picture.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class MailLooksTests(BrowserFixture browser)
{
    /// <summary>What a finger hits.</summary>
    private const int SmallestTarget = 44;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PAGE_PICTURES");
    private static readonly (string Name, int Width)[] Screens = [("600", 640), ("360", 360), ("320", 320)];

    [FactWithBrowser]
    public async Task EveryMail_ByDayAndByNight_IsOpenToEverybody()
    {
        List<string> faults = [];
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            IPage page = await browser.PageAsync(new BrowserNewContextOptions { ColorScheme = scheme, Locale = "da-DK" });
            page.Request += (_, request) => faults.Add($"fetches {request.Url}");
            foreach ((string name, OneMail mail) in MailCases.All)
            {
                await LookAsync(page, $"mail-{name}-{scheme}", mail.Render().Html, faults);
            }

            await page.Context.DisposeAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task LookAsync(IPage page, string name, string html, List<string> faults)
    {
        await page.SetContentAsync(html);
        foreach ((string screen, int width) in Screens)
        {
            await page.SetViewportSizeAsync(width, 700);
            int needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (needed > width)
            {
                faults.Add($"{name}: is {needed} px wide on a screen of {width} px");
            }

            double[][] buttons = await page.EvaluateAsync<double[][]>(
                "() => [...document.querySelectorAll('td[bgcolor] > a')].map(a => [a, a.parentElement].flatMap(e => { const r = e.getBoundingClientRect(); return [r.width, r.height]; }))");
            faults.AddRange(buttons
                .Where(size => size[1] < SmallestTarget || size[0] < SmallestTarget || size[2] - size[0] > 6 || size[3] - size[1] > 6)
                .Select(size => $"{name}: has a button whose link is {size[0]} × {size[1]} px of {size[2]} × {size[3]} px on a screen of {width} px"));

            if (Pictures is not null)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}-{screen}.png"), FullPage = true });
            }
        }

        await page.EvaluateAsync(await File.ReadAllTextAsync(FactWithBrowserAttribute.Axe));
        JsonElement found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '))");
        faults.AddRange(found.EnumerateArray().Select(violation => $"{name}: {violation.GetString()}"));
    }
}
