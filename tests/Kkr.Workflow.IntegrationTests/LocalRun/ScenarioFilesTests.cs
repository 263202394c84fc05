using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class ScenarioFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kkr-scenario-").FullName;

    public ScenarioFilesTests()
    {
        foreach (string file in Directory.GetFiles(ScenarioFiles.Find("midtjylland-2026"), "*.json"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(_folder, "attachments"));
        foreach (string file in Directory.GetFiles(Path.Combine(ScenarioFiles.Find("midtjylland-2026"), "attachments")))
        {
            File.Copy(file, Path.Combine(_folder, "attachments", Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Scenario_ThatComesWithTheProgram_IsWhole()
    {
        Scenario scenario = ScenarioFiles.Read(_folder);

        Assert.Equal(19, scenario.Council.Municipalities.Count);
        Assert.All(scenario.Directory.People, person => Assert.EndsWith(".example", person.Email, StringComparison.Ordinal));
        Assert.All(scenario.Council.Municipalities, municipality =>
            Assert.Contains(scenario.Directory.Posts, post => post.Id == $"director-{municipality.Code}"));
    }

    [Theory]
    [InlineData("script.json", "\"meeting\": \"februar\"", "\"meeting\": \"fabruar\"", "$.actions[3].meeting", "»fabruar« er ikke planlagt")]
    [InlineData("script.json", "\"by\": \"director-0751\"", "\"by\": \"director-9999\"", "$.actions[4].by", "»director-9999« står ikke i directory.json")]
    [InlineData("script.json", "\"at\": \"2025-12-17T13:30\"", "\"at\": \"2025-11-17T13:30\"", "$.actions[3].at", "tidsrækkefølge")]
    [InlineData("script.json", "\"at\": \"2025-12-17T13:30\"", "\"at\": \"2025-12-17T13:30Z\"", "$.actions[3].at", "ingen tidszone")]
    [InlineData("script.json", "\"at\": \"2026-04-22T13:00\"", "\"at\": \"2026-03-29T02:30\"", ".at", "findes ikke den dag")]
    [InlineData("script.json", "attachments/arbejdsgruppens-forslag.pdf", "attachments/mangler.pdf", "$.actions[4].attachments[0].file", "findes ikke i scenariet")]
    [InlineData("script.json", "\"silent\": [\"0671\"]", "\"silent\": [\"9999\"]", ".silent[0]", "»9999« står ikke i council.json")]
    [InlineData("script.json", "\"item\": \"sundhedstilbud\", \"names\"", "\"item\": \"ukendt\", \"names\"", ".item", "»ukendt« er ikke indsendt")]
    [InlineData("council.json", "\"code\": \"0615\"", "\"code\": \"615\"", "$.municipalities[0].code", "fire cifre")]
    [InlineData("directory.json", "\"person\": \"p-0615-mayor\"", "\"person\": \"p-ingen\"", "$.tenures[0].person", "»p-ingen« findes ikke")]
    public void Scenario_ThatBreaksARule_IsRefusedWithFileLinePathAndRule(string file, string from, string to, string path, string rule)
    {
        Change(file, from, to);

        ScenarioException broken = Assert.Throws<ScenarioException>(() => ScenarioFiles.Read(_folder));

        ScenarioProblem problem = broken.Problems.First(problem => problem.Danish.Contains(rule, StringComparison.Ordinal));
        Assert.Equal(file, problem.File);
        Assert.EndsWith(path, problem.Path, StringComparison.Ordinal);
        Assert.NotEmpty(problem.English);
        string line = File.ReadLines(Path.Combine(_folder, file)).ElementAt(problem.Line - 1);
        Assert.Contains(to, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"do\": \"answer-no-items\"", "\"do\": \"answer-many-items\"")]
    [InlineData("\"say\": \"Fire kommuner", "\"siger\": \"Fire kommuner")]
    [InlineData("\"answer\": \"approved\"", "\"answer\": \"måske\"")]
    [InlineData("\"at\": \"2025-12-17T13:30\"", "\"at\": \"i morgen\"")]
    public void Script_WithAFieldThatIsNotUnderstood_IsRefusedWithItsLine(string from, string to)
    {
        Change("script.json", from, to);

        ScenarioProblem problem = Assert.Single(Assert.Throws<ScenarioException>(() => ScenarioFiles.Read(_folder)).Problems);

        Assert.Equal("script.json", problem.File);
        Assert.StartsWith("$.actions[", problem.Path, StringComparison.Ordinal);
        Assert.InRange(problem.Line, 1, 1000);
    }

    [Fact]
    public void Script_ThatIsNotJson_IsRefusedWithTheLineWhereItBreaks()
    {
        File.WriteAllText(Path.Combine(_folder, "script.json"), "{\n  \"title\": \"x\",\n  \"start\" \"2025\"\n}");

        ScenarioProblem problem = Assert.Single(Assert.Throws<ScenarioException>(() => ScenarioFiles.Read(_folder)).Problems);

        Assert.Equal(3, problem.Line);
        Assert.Contains("ikke gyldig JSON", problem.Danish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_OfABrokenScenario_StartsNothingAndEndsWith2()
    {
        Change("script.json", "\"meeting\": \"februar\"", "\"meeting\": \"fabruar\"");
        File.Delete(Path.Combine(_folder, "annual-wheel.json"));

        (int exitCode, string words) = await LaunchedRun.ToEndAsync(["play", _folder]);

        Assert.Equal(2, exitCode);
        Assert.Contains("script.json:", words, StringComparison.Ordinal);
        Assert.Contains("intet er startet", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Mandag den 15. december", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_OfAScenarioThatDoesNotExist_NamesTheOnesThatDo()
    {
        (int exitCode, string words) = await LaunchedRun.ToEndAsync(["play", "atlantis"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("midtjylland-2026", words, StringComparison.Ordinal);
    }

    private void Change(string file, string from, string to)
    {
        string path = Path.Combine(_folder, file);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} no longer holds {from}");
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
    }
}
