using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>One municipality's answer: "ingen punkter", or items that the director and a colleague both correct while the secretariat accepts them.</summary>
internal sealed class RushDirector(RushHttp http, RushCouncil council, string meeting, Municipality municipality, int number)
{
    private readonly List<string> _items = [];

    public Municipality Municipality => municipality;

    public string Post => $"director-{municipality.Code}";

    /// <summary>Two of three have items.</summary>
    public bool HasItems => number % 3 != 0;

    /// <summary>The items that the app has said yes to.</summary>
    public IReadOnlyList<string> Items => _items;

    /// <summary>How often somebody else was first, so that a change was made again on newer text.</summary>
    public int Conflicts { get; private set; }

    /// <summary>What must stand in every item at the end.</summary>
    public static string[] Sentences => ["Direktøren har rettet.", "Sagsbehandleren har rettet.", "Direktøren har rettet igen."];

    public async Task AnswerAsync()
    {
        string path = $"{council.Path}/meetings/{Uri.EscapeDataString(meeting)}";
        await http.SendAsync("read the meeting", HttpMethod.Get, path, Post);
        if (!HasItems)
        {
            await http.SendAsync("answer no items", HttpMethod.Put, $"{path}/replies/{municipality.Code}", Post, new { Answer = "noItems" });
            return;
        }

        for (int n = 1; n <= 1 + (number % 2); n++)
        {
            RushAnswer added = await http.SendAsync(
                "submit an item",
                HttpMethod.Post,
                $"{path}/items",
                Post,
                Body($"Sag {n.ToString(CultureInfo.InvariantCulture)} fra {municipality.Name}", "Baggrund."),
                key: $"{municipality.Code}-{n.ToString(CultureInfo.InvariantCulture)}");
            if ((string?)added.Body?["id"] is { } id)
            {
                _items.Add(id);
                string item = $"{council.Path}/items/{Uri.EscapeDataString(id)}";
                await Task.WhenAll(
                    CorrectAsync(item, Sentences[0]),
                    CorrectAsync(item, Sentences[1]),
                    http.SendAsync("accept an item", HttpMethod.Post, $"{item}/acceptance", "secretariat", new { }));
                await CorrectAsync(item, Sentences[2]);
            }
        }
    }

    private static object Body(string title, string background) => new { Title = title, Background = background, Recommendation = "Det indstilles, at sagen drøftes." };

    /// <summary>Adds a sentence to the text as it is read, and only to that: whoever was overtaken reads again.</summary>
    private async Task CorrectAsync(string item, string sentence)
    {
        while (true)
        {
            RushAnswer read = await http.SendAsync("read an item", HttpMethod.Get, item, Post);
            if (read.Body is not JsonObject current)
            {
                return;
            }

            RushAnswer written = await http.SendAsync(
                "correct an item", HttpMethod.Put, item, Post, Body((string)current["title"]!, $"{(string?)current["background"]} {sentence}"), read.ETag);
            if (written.Status != 412)
            {
                return;
            }

            Conflicts++;
        }
    }
}
