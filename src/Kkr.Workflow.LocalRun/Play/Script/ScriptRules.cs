using System.Text.RegularExpressions;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>The rules of a script that JSON cannot say: names are introduced before they are used, and what is named exists.</summary>
internal sealed class ScriptRules(Scenario scenario, Action<string, string, string> report)
{
    private readonly HashSet<string> _meetings = [];
    private readonly HashSet<string> _items = [];

    /// <summary>The path of the action or expectation that is being checked.</summary>
    public string Path { get; set; } = "$";

    public void Introduce(string field, PlannedMeeting meeting)
    {
        if (!_meetings.Add(meeting.As))
        {
            Report($"{field}.as", $"navnet »{meeting.As}« er brugt om et andet møde", "the name is taken by another meeting");
        }

        if (meeting.End <= meeting.Start)
        {
            Report($"{field}.end", "mødet skal slutte, efter at det er begyndt", "a meeting ends after it has begun");
        }
    }

    public void IntroduceItem(string name)
    {
        if (!_items.Add(name))
        {
            Report("as", $"navnet »{name}« er brugt om et andet punkt", "the name is taken by another item");
        }
        else if (char.IsAsciiDigit(name[0]))
        {
            Report("as", "et punkts navn begynder med et bogstav; tal er numre på dagsordenen", "an item's name begins with a letter");
        }
    }

    public void NeedMeeting(string field, string name) =>
        Need(_meetings.Contains(name), field, $"mødet »{name}« er ikke planlagt på dette sted i manuskriptet", "no such meeting has been planned at this point");

    public void NeedItem(string field, string name) =>
        Need(_items.Contains(name), field, $"punktet »{name}« er ikke indsendt på dette sted i manuskriptet", "no such item has been submitted at this point");

    public void NeedPost(string field, string post) =>
        Need(scenario.Directory.Posts.Any(known => known.Id == post), field, $"posten »{post}« står ikke i directory.json", "no such post in directory.json");

    public void NeedMunicipality(string field, string code) =>
        Need(scenario.Council.Municipalities.Any(known => known.Code == code), field, $"kommunen »{code}« står ikke i council.json", "no such municipality in council.json");

    public void NeedFile(string field, string file) =>
        Need(File.Exists(System.IO.Path.Combine(scenario.Folder, file)), field, $"filen »{file}« findes ikke i scenariet", "no such file in the scenario");

    public void Need(bool holds, string field, string danish, string english)
    {
        if (!holds)
        {
            Report(field, danish, english);
        }
    }

    private void Report(string field, string danish, string english) => report($"{Path}.{field}", danish, english);
}

/// <summary>Checks the files of a scenario against each other.</summary>
internal sealed partial class ScenarioRules(Scenario scenario)
{
    public void CheckCouncil(Action<string, string, string> report)
    {
        if (!Id().IsMatch(scenario.Council.Id))
        {
            report("$.id", "et råds id er små bogstaver, cifre og bindestreger", "a council's id is lower-case letters, digits and hyphens");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(scenario.Council.TimeZone, out _))
        {
            report("$.timeZone", $"tidszonen »{scenario.Council.TimeZone}« er ukendt", "unknown time zone");
        }

        foreach ((Domain.Planning.Municipality municipality, int index) in scenario.Council.Municipalities.Select((one, index) => (one, index)))
        {
            if (!Code().IsMatch(municipality.Code))
            {
                report($"$.municipalities[{index}].code", "en kommunekode er fire cifre", "a municipality code is four digits");
            }
        }
    }

    public void CheckDirectory(Action<string, string, string> report)
    {
        HashSet<string> posts = [.. scenario.Directory.Posts.Select(post => post.Id)];
        HashSet<string> people = [.. scenario.Directory.People.Select(person => person.Id)];
        HashSet<string> municipalities = [.. scenario.Council.Municipalities.Select(municipality => municipality.Code)];
        foreach ((Domain.Directory.Post post, int index) in scenario.Directory.Posts.Select((post, index) => (post, index)))
        {
            if (post.Municipality is { } code && !municipalities.Contains(code))
            {
                report($"$.posts[{index}].municipality", $"kommunen »{code}« står ikke i council.json", "no such municipality in council.json");
            }
        }

        foreach ((Domain.Directory.Tenure tenure, int index) in scenario.Directory.Tenures.Select((tenure, index) => (tenure, index)))
        {
            if (!posts.Contains(tenure.Post))
            {
                report($"$.tenures[{index}].post", $"posten »{tenure.Post}« findes ikke", "no such post");
            }

            if (!people.Contains(tenure.Person))
            {
                report($"$.tenures[{index}].person", $"personen »{tenure.Person}« findes ikke", "no such person");
            }
        }
    }

    public void CheckScript(Action<string, string, string> report)
    {
        ScriptRules rules = new(scenario, report);
        DateTime last = scenario.Script.Start;
        if (scenario.Script.End <= scenario.Script.Start)
        {
            report("$.end", "manuskriptet skal slutte, efter at det er begyndt", "the script ends after it has begun");
        }

        foreach ((ScriptAction action, int index) in scenario.Script.Actions.Select((action, index) => (action, index)))
        {
            rules.Path = $"$.actions[{index}]";
            rules.Need(action.At.Kind == DateTimeKind.Unspecified, "at", "tidspunktet er lokalt og har ingen tidszone", "the time is local and has no zone");
            rules.Need(!scenario.Zone.IsInvalidTime(action.At), "at", "det klokkeslæt findes ikke den dag, uret stilles frem", "that time does not exist on the day clocks go forward");
            rules.Need(action.At >= last, "at", "handlinger står i tidsrækkefølge", "actions stand in order of time");
            rules.Need(action.At <= scenario.Script.End, "at", "handlingen ligger efter manuskriptets slutning", "the action lies after the script's end");
            rules.Need(action.Say.Length > 0, "say", "sætningen mangler", "the sentence is missing");
            action.Check(rules);
            last = action.At > last ? action.At : last;
        }

        foreach ((Expectation expectation, int index) in scenario.Script.Expectations.Select((expectation, index) => (expectation, index)))
        {
            rules.Path = $"$.expectations[{index}]";
            expectation.Check(rules);
        }
    }

    [GeneratedRegex("^[a-z0-9-]+$", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{4}$", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
