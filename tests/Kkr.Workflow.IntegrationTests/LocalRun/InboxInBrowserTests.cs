using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;
using Kkr.Workflow.LocalRun.Play.Script;
using Kkr.Workflow.Tests.Browser;
using OneMail = Kkr.Workflow.LocalRun.Inbox.Mail;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>
/// The inbox's own pages in a browser, with two months of the scenario in them: open to everybody, wide and narrow, and what is pressed there reaches the app.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class InboxInBrowserTests(BrowserFixture browser, InboxInBrowserTests.TwoMonths played) : IClassFixture<InboxInBrowserTests.TwoMonths>, IAsyncLifetime
{
    private const string Mayor = "member-0706-1";

    private Reader reader = null!;

    private StagedApp App => played.App;

    private InboxServer Inbox => App.Stage.Inbox;

    public async Task InitializeAsync()
    {
        if (FactWithBrowserAttribute.Chromium is not null)
        {
            reader = await browser.ReadAsync(Inbox.Address.ToString());
        }
    }

    public async Task DisposeAsync()
    {
        if (reader is not null)
        {
            await reader.DisposeAsync();
        }
    }

    [FactWithBrowser]
    public async Task EveryPage_WideAndNarrow_IsOpenToEverybody()
    {
        OneMail dispatch = Inbox.Mails.Mails.Last(mail => mail.About is { Kind: "AgendaDispatch", Post: Mayor });
        await LookAsync("/", "mails", "Alle mails, de nyeste først");
        await LookAsync("/?side=2", "mails-older", "Alle mails, de nyeste først");
        await LookAsync("/?q=dagsorden%20syddjurs&i=alt", "search", "de nyeste først");
        await LookAsync("/?q=findesikke", "search-nothing", "0 mails med");
        await LookAsync("/personer", "people", "Alle, der har fået en mail eller er indkaldt");
        await LookAsync($"/personer/{Uri.EscapeDataString(dispatch.To[0].Email)}", "person", "Kalenderen, som");
        await LookAsync("/moeder", "meetings", "Mails efter møde");
        await LookAsync($"/moeder/{dispatch.About.Council}/{dispatch.About.Meeting}", "meeting", "Dagsorden (");
        await LookAsync($"/mails/{dispatch.Id}", "mail", "Som modtageren ser den");
        await LookAsync($"/mails/{dispatch.Id}?vis=tekst", "mail-text", "Læs dagsordenen: https://");
        await LookAsync($"/mails/{dispatch.Id}?vis=raa", "mail-raw", "personalizations");
        await LookAsync("/kalender", "calendar", "Indkaldelser");
        EventVersion invitation = Invitation();
        await LookAsync($"/kalender/{invitation.EventId}", "invitation", "Alle udgaver");
        await LookAsync(CalendarPages.AddressOf(invitation, dispatch.To[0].Email), "invitation-as-attendee", "Svar på indkaldelsen");
        await LookAsync("/skabeloner", "samples", "Alle e-mails");
        await LookAsync("/skabeloner/AgendaDispatch", "sample", "Kære Kim Eksempel");
        await LookAsync("/mails/findes-ikke", "missing", "Mailen findes ikke.");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task Documents_ChosenOnTheirPage_StandSideBySide()
    {
        await LookAsync("/dokumenter", "documents", "Vis side om side");
        await reader.ChooseAsync("Venstre: dagsorden-2026-02-04-v3.html");
        await reader.ChooseAsync("Højre: Arbejdsgruppens forslag.pdf");
        await reader.SendAsync("Vis side om side");
        await reader.LookAsync("inbox-side-by-side", "Åbn alene");
        await LookAsync("/dokumenter/side-om-side", "side-by-side-nothing", "Vælg et dokument til hver side.");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task Decline_PressedInTheCalendar_ReachesTheApp_WhichCallsTheDeputy()
    {
        string email = App.Stage.Directory.Holder(Mayor, DateOnly.FromDateTime(TwoMonths.Until))!.Email;
        string invitation = CalendarPages.AddressOf(Invitation(), email);
        await reader.OpenAsync(invitation);
        await reader.FillAsync("Besked til arrangøren", "Ferie");
        await reader.SendAsync("Afslår");
        await reader.LookAsync("inbox-invitation-declined", "Troels Molshøj siger nej i kalenderen.");
        await WaitAsync(minutes: 30);

        JsonNode meeting = await App.Stage.App.GetAsync(App.Stage.MeetingPath("april"), default);
        Assert.Contains("\"declined\"", meeting.ToJsonString(), StringComparison.Ordinal);
        OneMail called = Assert.Single(Inbox.Mails.Mails, mail => mail.About.Kind == "DeputyCalled");
        Assert.Equal((App.Stage.MeetingId("april"), "deputy-0706-1"), (called.About.Meeting, called.About.Post));
        await LookAsync($"/mails/{called.Id}", "mail-deputy", "Du indkaldes som stedfortræder");

        await reader.OpenAsync(invitation);
        await reader.SendAsync("Deltager");
        await WaitAsync(minutes: 30);
        Assert.Single(Inbox.Mails.Mails, mail => mail.About.Kind == "DeputyCalledOff");
        reader.AssertFine();
    }

    [FactWithBrowser]
    public async Task Bounce_PressedOnTheMailsPage_ReachesTheApp_WhichAlarmsTheSecretariat()
    {
        OneMail sent = Inbox.Mails.Mails.Last(mail => mail.About is { Kind: "AgendaDispatch", Post: Mayor });
        await reader.OpenAsync($"/mails/{sent.Id}");
        await reader.SendAsync("Afvist (adressen)");
        await reader.LookAsync("inbox-mail-bounced", "Afvist af modtagerens server");
        await WaitAsync(minutes: 30);

        string theirs = $"{App.Stage.MeetingPath("februar")}/mailings?kind=agendaDispatch&post={Mayor}";
        JsonNode mailing = Assert.Single((await App.Stage.App.GetAsync(theirs, default)).AsArray())!;
        Assert.Equal("bounced", (string?)mailing["status"]);
        OneMail alarm = Inbox.Mails.Mails.Last(mail => mail.About.Kind == "Bounce");
        Assert.Contains("550 5.1.1", alarm.Text, StringComparison.Ordinal);
        await LookAsync($"/mails/{alarm.Id}", "mail-alarm", "kunne ikke leveres");
        reader.AssertFine();
    }

    private EventVersion Invitation()
    {
        string id = Inbox.Calendar.Current.First(version => version.Resource["onlineMeeting"] is not null && CalendarPages.When(version).Contains("april", StringComparison.Ordinal)).EventId;
        return Inbox.Calendar.HistoryOf(id)[^1];
    }

    private Task WaitAsync(int minutes) => App.Clock.WaitUntilAsync(App.Clock.GetUtcNow().AddMinutes(minutes));

    private async Task LookAsync(string address, string name, string says)
    {
        await reader.OpenAsync(address);
        await reader.LookAsync($"inbox-{name}", says);
    }

    /// <summary>The scenario until the first ordinary meeting is over, played once for all these tests.</summary>
    public sealed class TwoMonths : IAsyncLifetime
    {
        internal static readonly DateTime Until = new(2026, 2, 10, 12, 0, 0, DateTimeKind.Unspecified);

        internal StagedApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            if (FactWithBrowserAttribute.Chromium is not null)
            {
                Scenario year = ScenarioFiles.Read(ScenarioFiles.Find("midtjylland-2026"));
                ScriptAction[] actions = [.. year.Script.Actions.Where(action => action.At < Until)];
                App = await StagedApp.PlayAsync(year with { Script = year.Script with { Actions = actions, End = Until, Expectations = [] } });
            }
        }

        public async Task DisposeAsync()
        {
            if (App is not null)
            {
                await App.DisposeAsync();
            }
        }
    }
}
