using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Runtime.Time;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.IntegrationTests.LocalRun;
using Kkr.Workflow.LocalRun.Play;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.IntegrationTests.Archive;

/// <summary>
/// The whole app on Azurite, with two meetings behind it that somebody took part in: they sent in an item, answered in writing, commented, could not
/// come, were presented, and have left since. Their name is found nowhere else, so that a trace of it is a trace of them.
/// </summary>
internal sealed class PlayedCouncil : IAsyncDisposable
{
    public const string Id = "midtjylland";
    public const string Person = "p-dagny";

    public static readonly Person Leaver = new(Person, "Dagny Aftrådt-Øster", "dagny.oester@randers.example", "+45 8642 1357");

    private readonly StagedApp _app;

    private PlayedCouncil(StagedApp app) => _app = app;

    public Stage Stage => _app.Stage;

    public VirtualTimeProvider Clock => _app.Clock;

    public IServiceProvider Services => _app.Services;

    public Uri Address => _app.Address;

    public static async Task<PlayedCouncil> StartAsync()
    {
        Scenario year = ScenarioFiles.Read(ScenarioFiles.Find("midtjylland-2026"));
        return new PlayedCouncil(await StagedApp.PlayAsync(year with { Directory = WithLeaver(year.Directory), Script = Script() }));
    }

    /// <summary>Every blob, as container and name.</summary>
    public async Task<IReadOnlyList<string>> BlobsAsync()
    {
        List<string> names = [];
        BlobServiceClient blobs = new(_app.Storage);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            await foreach (BlobItem blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                names.Add($"{container.Name}/{blob.Name}");
            }
        }

        return names;
    }

    /// <summary>Where a text stands: <c>Table (partition, row)</c> or a blob's name. Letters outside of ASCII are looked for as JSON escapes too.</summary>
    public async Task<IReadOnlyList<string>> WhereAsync(params string[] texts)
    {
        List<string> found = [];
        TableServiceClient tables = new(_app.Storage);
        await foreach (Azure.Data.Tables.Models.TableItem table in tables.QueryAsync())
        {
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                object[] values = [.. row.Select(column => column.Value)];
                if (values.OfType<string>().Any(Holds) || values.OfType<byte[]>().Any(bytes => Holds(Encoding.UTF8.GetString(bytes))))
                {
                    found.Add($"{table.Name} ({row.PartitionKey}, {row.RowKey})");
                }
            }
        }

        BlobServiceClient blobs = new(_app.Storage);
        foreach (string name in await BlobsAsync())
        {
            string[] parts = name.Split('/', 2);
            BlobDownloadResult content = await blobs.GetBlobContainerClient(parts[0]).GetBlobClient(parts[1]).DownloadContentAsync();
            if (Holds(InsideDocument.Read(name, content.Content.ToArray())))
            {
                found.Add(name);
            }
        }

        return found;

        bool Holds(string content) => texts.Any(text =>
            content.Contains(text, StringComparison.OrdinalIgnoreCase)
            || content.Contains(JsonValue.Create(text).ToJsonString().Trim('"'), StringComparison.OrdinalIgnoreCase));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The vice-chair and a seat of Randers are theirs until the end of June.</summary>
    private static DirectoryBook WithLeaver(DirectoryBook book) => book with
    {
        People = [.. book.People, Leaver],
        Tenures =
        [
            .. book.Tenures.Where(tenure => tenure.Post is not ("vice-chair" or "director-0730")),
            new Tenure("vice-chair", Person, new DateOnly(2025, 12, 1), new DateOnly(2026, 6, 30)),
            new Tenure("director-0730", Person, new DateOnly(2020, 1, 1), new DateOnly(2026, 6, 30)),
            new Tenure("director-0730", "p-0730-director", new DateOnly(2026, 7, 1)),
        ],
    };

    private static ScriptFile Script() => new()
    {
        Title = "To møder, som én var med til",
        Start = At(1, 12, 8),
        End = At(7, 20, 12),
        Actions =
        [
            new PlanYear { At = At(1, 12, 9), Say = "planlagt", Year = 2026, Meetings = [Meeting("marts", 3, 10), Meeting("maj", 5, 19)] },
            new SubmitItem
            {
                At = At(1, 28, 10), Say = "indsendt", As = "hoering", Meeting = "marts", By = "director-0730",
                Item = new ItemText
                {
                    Title = "Fælles høringssvar",
                    Background = "Regionen har sendt sin plan i høring.",
                    Recommendation = "Det indstilles, at KKR Midtjylland godkender høringssvaret.",
                    ExternalDeadline = new ExternalDeadline(new DateOnly(2026, 3, 2), "Høringsfrist"),
                },
            },
            new SubmitItem
            {
                At = At(1, 28, 11), Say = "fortroligt", As = "fortroligt", Meeting = "marts", By = "director-0751",
                Item = new ItemText
                {
                    Title = "Forhandling om lejemål",
                    Background = "Udlejeren Hemmelig & Søn har varslet.",
                    Recommendation = "Det indstilles, at formandskabet forhandler.",
                    Confidential = true,
                    Presenters = [new Presenter("Gæst Fra Udlejeren", "direktør", new TimeOnly(10, 0), 15) { Email = "gaest@udlejer.example" }],
                },
                Attachments = [new AttachedFile("Kontrakt.csv", "text/csv", "attachments/skoen-over-besparelser.csv")],
            },
            new StartWrittenProcedure { At = At(2, 2, 9), Say = "skriftligt", Item = "hoering" },
            new AnswerWrittenProcedure
            {
                At = At(2, 3, 9), Say = "svar", Item = "hoering", By = "vice-chair", Approved = true, Text = $"Ring til {Leaver.Name} på {Leaver.Phone}, hvis der er tvivl.",
            },
            new AnswerWrittenProcedure { At = At(2, 4, 9), Say = "svar", Item = "hoering", By = "chair", Approved = true, Text = "Enig med Dagny Aftrådt-Øster." },
            new AnswerAgenda { At = At(2, 25, 9), Say = "bemærkning", Meeting = "marts", By = "vice-chair", Answer = AgendaAnswer.Comments, Text = $"Skriv til {Leaver.Email}." },
            new AnswerComments { At = At(2, 26, 9), Say = "svar", Meeting = "marts", Text = "Tak, Dagny Aftrådt-Øster; det er rettet." },
            new AnswerInvitation { At = At(3, 5, 9), Say = "afbud", Meeting = "marts", By = "member-0741-1", Accepted = false, Reason = "Skal mødes med Dagny Aftrådt-Øster" },
            new HoldMeeting
            {
                At = At(3, 10, 13), Say = "holdt", Meeting = "marts",
                Otherwise = new DecisionText { Outcomes = [Outcome.Noted], Text = "Taget til efterretning." },
            },
            new SubmitMinutes { At = At(3, 11, 9), Say = "referat", Meeting = "marts" },

            // So much that the meeting is too long for a row, and lies in a blob.
            .. Enumerable.Range(1, 9).Select(number => new CommentOnMinutes
            {
                At = At(3, 19, 9), Say = "bemærkning", Meeting = "marts", By = "director-0730", Text = $"Kontakt mig på {Leaver.Email}. {number} {new string('x', 3_900)}",
            }),
            new AnswerMinutesComment { At = At(3, 19, 10), Say = "svar", Meeting = "marts", Answer = "Tak, Dagny Aftrådt-Øster.", IsTakenIn = false },
            new HoldMeeting
            {
                At = At(5, 19, 13), Say = "holdt", Meeting = "maj",
                Decisions = [new DecisionOn { Item = "1.1", Outcomes = [Outcome.Approved], Text = "Godkendt." }],
                Otherwise = new DecisionText { Outcomes = [Outcome.Noted], Text = "Taget til efterretning." },
            },
            new SubmitMinutes { At = At(5, 20, 9), Say = "referat", Meeting = "maj" },
        ],
    };

    private static PlannedMeeting Meeting(string name, int month, int day) => new()
    {
        As = name, Date = new DateOnly(2026, month, day), Start = new TimeOnly(9, 30), End = new TimeOnly(12, 30), Venue = new Venue("Rådhuset"),
    };

    private static DateTime At(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, DateTimeKind.Unspecified);
}
