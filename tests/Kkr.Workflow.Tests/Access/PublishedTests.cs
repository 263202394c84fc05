using System.Net;
using System.Reflection;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Tests.Agenda;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Access;

/// <summary>What anybody is told of a meeting and its items: what is named here and nothing else, whatever they come to hold later.</summary>
public sealed class PublishedTests : IAsyncLifetime
{
    private const string Meeting = Acting.Meetings + "/2026-1";

    private static readonly string[] PublicOfItem =
    [
        "approvesMinutesOf", "attachments", "background", "carriedFrom", "caseId", "council", "id", "meeting", "municipality", "number", "origin",
        "presentation", "presenters", "publicTitle", "receivedAt", "recommendation", "section", "status", "title",
    ];

    private static readonly string[] PublicOfMeeting =
    [
        "agendas", "attendance", "completed", "date", "end", "key", "kind", "minutes", "phase", "revision", "scheduleChanges", "scheduleVersion",
        "scheduledAt", "start", "supplements", "venue",
    ];

    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await ItemsActing.CallingAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Item_OnADispatchedAgenda_TellsThePublicWhatIsNamedPublicAlone()
    {
        string id = await app.NewAsync(ItemsActing.Text("Cykelstier"));
        await app.UntilAsync(2026, 11, 16, 8);
        await app.ChangeBehindTheBackAsync(id, item => Filled(
            item, nameof(Item.Schema), nameof(Item.Id), nameof(Item.Council), nameof(Item.Meeting), nameof(Item.Number), nameof(Item.Status), nameof(Item.Confidential),
            nameof(Item.LacksTexts)));

        JsonElement alone = await app.SendAsync(HttpMethod.Get, ItemsActing.PathOf(id), null, "public");
        JsonElement listed = (await app.SendAsync(HttpMethod.Get, Meeting, null, "public")).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == id);

        Item bare = new() { Id = "", Council = "", Title = "" };
        Assert.Equal(PublicOfItem, Told(alone, bare));
        Assert.Equal(PublicOfItem, Told(listed, bare));
        Assert.DoesNotContain("email", Told(alone.GetProperty("presenters")[0], new Presenter("")));
    }

    [Fact]
    public async Task Meeting_Dispatched_TellsThePublicWhatIsNamedPublicAlone()
    {
        await app.UntilAsync(2026, 11, 16, 8);
        IMeetings meetings = app.Services.GetRequiredService<IMeetings>();
        Stored<Meeting> stored = (await meetings.FindAsync(new MeetingKey("lille", "2026-1"), CancellationToken.None))!;
        Meeting filled = Filled(stored.Value, "Schema", "Key", "Date", "Start", "End", "Phase", "Completed", "Agendas") with
        {
            Agendas = [.. stored.Value.Agendas.Select(edition => edition with { MembersPath = "lille/2026-1/medlemmer.html" })],
        };
        await meetings.SaveAsync(stored with { Value = filled }, CancellationToken.None);

        JsonElement told = (await app.SendAsync(HttpMethod.Get, Meeting, null, "public")).GetProperty("meeting");

        Meeting bare = new() { Key = new MeetingKey("", ""), Date = default, Start = default, End = default, Venue = new Venue("") };
        Assert.Equal(PublicOfMeeting, Told(told, bare));
        Assert.Equal(
            ["corrections", "draftSentAt", "editions", "publishedAt", "submittedAt", "verdicts"], Told(told.GetProperty("minutes"), new Domain.Minutes.MinutesRecord()));
        Assert.DoesNotContain("medlemmer", told.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meeting_Cancelled_DoesNotTellThePublicWhy()
    {
        await app.SendAsync(HttpMethod.Post, Meeting + "/cancellation", new { reason = "Formanden er syg" });

        string page = await app.Http.GetStringAsync("api/moeder/lille/2026-1");
        JsonElement told = await app.SendAsync(HttpMethod.Get, Meeting, null, "public");

        Assert.Contains("Mødet er aflyst", page, StringComparison.Ordinal);
        Assert.DoesNotContain("syg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("syg", told.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_ReplacedByTheOperator_IsRefusedOnceThereIsOne()
    {
        var changed = SampleCouncil.Setup with
        {
            Directory = SampleCouncil.Setup.Directory with { People = [.. SampleCouncil.Setup.Directory.People, new("drift", "Driftens Mand", "drift@lille.example")] },
        };

        await app.RefusedAsync(HttpMethod.Put, "councils/lille/directory", changed.Directory, HttpStatusCode.Forbidden, "not-permitted", "operator");
        await app.RefusedAsync(HttpMethod.Put, "councils/lille", changed, HttpStatusCode.Forbidden, "not-permitted", "operator");
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup, "operator");
        await app.SendAsync(HttpMethod.Put, "councils/lille", changed);
    }

    /// <summary>The names of what is told: where the answer differs from one that says nothing.</summary>
    private static string[] Told<T>(JsonElement answer, T bare)
    {
        JsonElement nothing = JsonSerializer.SerializeToElement(bare, Wire.Options);
        return
        [
            .. answer.EnumerateObject()
                .Where(field => !nothing.TryGetProperty(field.Name, out JsonElement empty) || empty.GetRawText() != field.Value.GetRawText())
                .Select(field => field.Name)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A copy in which every property but some holds something.</summary>
    private static T Filled<T>(T start, params string[] kept)
        where T : class
    {
        object copy = typeof(T).GetMethod("<Clone>$")!.Invoke(start, null)!;
        Fill(copy, kept);
        return (T)copy;
    }

    private static void Fill(object record, params string[] kept)
    {
        foreach (PropertyInfo property in record.GetType().GetProperties().Where(property => property.CanWrite && !kept.Contains(property.Name)))
        {
            property.SetValue(record, Something(property.PropertyType));
        }
    }

    private static object Something(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            Array one = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            one.SetValue(Something(type.GetGenericArguments()[0]), 0);
            return one;
        }

        return type == typeof(string) ? "x"
            : type == typeof(bool) ? true
            : type == typeof(int) ? 7
            : type == typeof(long) ? 7L
            : type == typeof(double) ? 7.0
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)
            : type == typeof(DateOnly) ? new DateOnly(2026, 11, 1)
            : type == typeof(TimeOnly) ? new TimeOnly(10, 0)
            : type.IsEnum ? Enum.GetValues(type).Cast<object>().Last()
            : Made(type);
    }

    private static object Made(Type type)
    {
        ConstructorInfo make = type.GetConstructors().OrderByDescending(known => known.GetParameters().Length).First(known => known.GetParameters().All(one => one.ParameterType != type));
        object made = make.Invoke([.. make.GetParameters().Select(one => Something(one.ParameterType))]);
        Fill(made);
        return made;
    }
}
