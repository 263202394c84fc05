using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using static Kkr.Workflow.Tests.Editions.EditionReading;

namespace Kkr.Workflow.Tests.Editions;

/// <summary>An erased person is in no draft of a meeting that is over, whatever its format; what was sent out to everybody is the record.</summary>
public sealed class ErasedDraftsTests
{
    private static readonly EditionFormat[] All = Enum.GetValues<EditionFormat>();

    [Fact]
    public async Task Erasure_OfAMemberWhoLeft_TakesTheDraftsThatNameThemInEveryFormat_AndLeavesTheRecord()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 11, 17, 13);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 2, 10, 8);
        IDirectory directory = app.Services.GetRequiredService<IDirectory>();
        Stored<DirectoryBook> stored = await directory.LoadAsync(SampleCouncil.Id, default);
        string name = stored.Value.People.Single(person => person.Id == "m-0741").Name;
        await directory.SaveAsync(
            SampleCouncil.Id,
            stored.Value with
            {
                Tenures = [.. stored.Value.Tenures.Select(tenure => tenure.Person == "m-0741" ? tenure with { To = new DateOnly(2027, 1, 31) } : tenure)],
            },
            stored.ETag,
            default);
        MeetingView over = await app.MeetingAsync("2026-1");
        AgendaEdition draft = over.Meeting.Agendas[0];
        AgendaEdition frozen = AgendaRules.Current(over.Meeting)!;
        foreach (EditionFormat format in All)
        {
            Assert.Contains(Letters(name), LettersOf(format, await app.ContentAsync(EditionFiles.PathOf(draft.Path, format))), StringComparison.Ordinal);
        }

        JsonElement report = await app.SendAsync(HttpMethod.Post, "councils/lille/people/m-0741/erasure", new { });

        Assert.Contains(draft.Path, report.GetProperty("erased").ToString(), StringComparison.Ordinal);
        Assert.Contains("2026-1", report.GetProperty("kept").EnumerateArray().First(part => part.GetProperty("what").GetString()!.StartsWith("Navn i udsendte", StringComparison.Ordinal)).ToString(), StringComparison.Ordinal);
        Assert.All(draft.PathsOf(), path => Assert.DoesNotContain(path, app.Archive.Paths));
        Assert.All(frozen.PathsOf(), path => Assert.Contains(path, app.Archive.Paths));

        // So do those of a meeting that goes on, once its agenda is frozen.
        Assert.DoesNotContain(app.Archive.Paths, path => path.Contains("/2027-1/dagsorden-2027-01-26-udkast", StringComparison.Ordinal));
        Assert.Contains(app.Archive.Paths, path => path.Contains("/2027-1/dagsorden-2027-01-26", StringComparison.Ordinal));
    }
}
