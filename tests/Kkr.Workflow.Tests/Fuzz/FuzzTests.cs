using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Kkr.Workflow.Tests.Fuzz;

/// <summary>
/// Requests with things wrong: never a fault, never the code's own words, never half a change, never another council's data. A finding is
/// printed with its round; <c>FUZZ_ROUND=&lt;round&gt; dotnet test tests/Kkr.Workflow.Tests --filter FuzzTests</c> sends that round again.
/// <c>FUZZ_REQUESTS</c> says how many are sent in all.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    private const int ShortForm = 2000;
    private const int PerRound = 1000;
    private const int Enough = 25;
    private const string HalfDone = "was refused and yet changed something";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, int> tally = [];
    private readonly Dictionary<string, string> findings = [];
    private Dictionary<string, string> ofRound = [];

    [Fact]
    public async Task Requests_WithThingsWrong_AreRefusedWholeAndInWords()
    {
        Stopwatch watch = Stopwatch.StartNew();
        int wanted = Setting("FUZZ_REQUESTS") ?? ShortForm;
        int[] rounds = Setting("FUZZ_ROUND") is { } one ? [one] : [.. Enumerable.Range(Setting("FUZZ_FROM") ?? 1, Math.Max(1, wanted / PerRound))];
        foreach (int round in rounds.TakeWhile(_ => findings.Count < Enough))
        {
            await JudgeAsync(round);
        }

        int sent = tally.Values.Sum();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{sent} requests to {Routes.All.Count} operations, {watch.Elapsed.TotalSeconds:0.0} s, {sent / watch.Elapsed.TotalSeconds:0} a second"));
        output.WriteLine(string.Join('\n', tally.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value,7} {entry.Key}")));
        Assert.True(findings.Count == 0, string.Join("\n\n", findings.Values));
    }

    /// <summary>
    /// What a cut-off request still writes after its connection has gone may be taken for the next one's doing. A half change is the same in every
    /// playing of its round, and such a coincidence is not.
    /// </summary>
    private async Task JudgeAsync(int round)
    {
        Dictionary<string, string> first = await PlayAsync(round);
        Dictionary<string, string> second = first.Keys.Any(IsHalfDone) ? await PlayAsync(round) : first;
        foreach ((string kind, string finding) in first.Where(found => !IsHalfDone(found.Key) || second.ContainsKey(found.Key)))
        {
            findings.TryAdd(kind, finding);
        }

        static bool IsHalfDone(string kind) => kind.Contains(HalfDone, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string>> PlayAsync(int round)
    {
        ofRound = [];
        Random random = new(round);
        await using TwoCouncils councils = await TwoCouncils.StartAsync(round);
        using RawHttp http = new("127.0.0.1", councils.App.Address.Port);
        string before = "nothing";
        bool isAfterHangUp = false;
        for (int number = 0; number < PerRound && findings.Count + ofRound.Count < Enough; number++)
        {
            FuzzedRequest request = FuzzedRequest.Make(random);
            IReadOnlyDictionary<string, int> writes = councils.Writes;
            RawAnswer? answer = await http.SendAsync(request.Bytes, request.IsCutOff);
            if (answer?.Status == RawHttp.NoAnswerInTime)
            {
                // Whatever holds it may hold the clock as well: the round ends here.
                Report(round, number, request, answer, "has not come");
                return ofRound;
            }

            string outcome = answer?.Status.ToString(CultureInfo.InvariantCulture) ?? "hung up";
            tally[outcome] = tally.GetValueOrDefault(outcome) + 1;
            if (answer is null or { Status: >= 200 and < 300 })
            {
                try
                {
                    await councils.SettleAsync().WaitAsync(Patience);
                }
                catch (TimeoutException)
                {
                    Report(round, number, request, answer, "set something going that does not come to rest");
                    return ofRound;
                }
            }
            else if (!isAfterHangUp && councils.WrittenSince(writes) is { Length: > 0 } written)
            {
                // After one that was cut off nothing can be said: the app may be writing what that one asked for.
                Report(round, number, request, answer, HalfDone, $"{written} after {before}: ");
            }

            before = $"{request.Route.Function} {request.Path} {outcome}";
            isAfterHangUp = answer is null;

            if (answer is not null)
            {
                Judge(round, number, request, answer);
            }
            else if (request.IsSound)
            {
                Report(round, number, request, answer, "got no answer");
            }
        }

        return ofRound;
    }

    private void Judge(int round, int number, FuzzedRequest request, RawAnswer answer)
    {
        string text = answer.Text;
        if (answer.Status >= 500)
        {
            Report(round, number, request, answer, "is a fault");
        }

        if (CodesOwnWords().IsMatch(text))
        {
            Report(round, number, request, answer, "tells of the code");
        }

        // A path may name the second council itself; then its own data is the right answer.
        if (!request.Path.Contains(TwoCouncils.Second, StringComparison.OrdinalIgnoreCase) && Array.Exists(TwoCouncils.Marks, mark => text.Contains(mark, StringComparison.Ordinal)))
        {
            Report(round, number, request, answer, "tells of another council");
        }

        bool isOurs = request.IsSound && request.Route.IsJson && answer.Status is >= 400 and < 500;
        if (isOurs && !IsProblem(answer))
        {
            Report(round, number, request, answer, "is a refusal without code, Danish and English");
        }
    }

    private static bool IsProblem(RawAnswer answer)
    {
        if (answer.MediaType != "application/problem+json")
        {
            return false;
        }

        try
        {
            JsonElement problem = JsonDocument.Parse(answer.Body).RootElement;
            return new[] { "code", "detail", "english", "title", "type" }.All(field => problem.TryGetProperty(field, out JsonElement value) && value.GetString() is { Length: > 0 })
                && problem.GetProperty("status").GetInt32() == answer.Status;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Report(int round, int number, FuzzedRequest request, RawAnswer? answer, string what, string more = "")
    {
        // One example of each kind is enough to mend it.
        string said = answer?.Text is { } text ? text[..Math.Min(text.Length, 400)] : "";
        ofRound.TryAdd(
            $"{request.Route.Function} {what} {answer?.Status}",
            $"FUZZ_ROUND={round}, request {number}: the answer {answer?.Status} {answer?.MediaType} {what}: {more}{said}\n{request}");
    }

    [GeneratedRegex(@"\bat [A-Z][\w.]+\(|\b\w+Exception\b|Kkr\.(Workflow|Runtime)\.|System\.\w+\.|\.cs:line", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex CodesOwnWords();

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
