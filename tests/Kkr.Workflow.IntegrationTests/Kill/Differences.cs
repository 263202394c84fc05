namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What a disturbed year lacks, or has too much of, against an undisturbed one.</summary>
internal static class Differences
{
    // Two claims of the same mailing, each left alone for minutes, and the retries between them.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<string> Between(YearOutcome undisturbed, YearOutcome disturbed)
    {
        List<string> found = [];
        foreach ((string subject, IReadOnlyList<string> expected) in undisturbed.Lines)
        {
            IReadOnlyList<string> actual = disturbed.Lines[subject];
            found.AddRange(Missing(expected, actual).Select(line => $"{subject} lacks: {line}"));
            string[] extra = [.. Missing(actual, expected)];

            // Who had to ask twice is written down twice; nothing else may be.
            bool isRepeat = subject == "audit" && extra.Length <= disturbed.Repeated && extra.All(line => expected.Contains(line));
            found.AddRange(isRepeat ? [] : extra.Select(line => $"{subject} has too much: {line}"));
        }

        found.AddRange(disturbed.Lines["mails"].GroupBy(line => line).Where(mail => mail.Count() > 1).Select(mail => $"sent {mail.Count()} times: {mail.Key}"));
        foreach ((string step, DateTimeOffset at) in undisturbed.Steps)
        {
            TimeSpan? late = disturbed.Steps.TryGetValue(step, out DateTimeOffset done) ? done - at : null;
            if (late is not { } by || by < TimeSpan.Zero || by > LongestDelay)
            {
                found.Add($"step {step} was done at {at:O}, here {(late is null ? "never" : done.ToString("O"))}");
            }
        }

        found.AddRange(disturbed.Steps.Keys.Except(undisturbed.Steps.Keys).Select(step => $"step {step} was done here only"));
        if (disturbed.AuditChain != "whole")
        {
            found.Add($"the audit chain is {disturbed.AuditChain}");
        }

        // A mailing whose claim outlived its process is left alone for a while, and every look at it meanwhile is a fault that is retried.
        found.AddRange(disturbed.Errors
            .Where(error => !error.Contains("TimeoutException: The mailing was claimed", StringComparison.Ordinal))
            .Select(error => $"logged: {(error.Length > 400 ? error[..400] : error)}"));
        return found;
    }

    private static IEnumerable<string> Missing(IReadOnlyList<string> wanted, IReadOnlyList<string> there)
    {
        Dictionary<string, int> count = there.GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
        foreach (string line in wanted)
        {
            count[line] = count.GetValueOrDefault(line) - 1;
            if (count[line] < 0)
            {
                yield return line;
            }
        }
    }
}
