using System.Globalization;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What an undisturbed run did, and at which instants of its clock: what kills are chosen among.</summary>
/// <param name="Events">Each request and each answer.</param>
/// <param name="Accepted">Each mail that the provider took.</param>
internal sealed record RunLog(IReadOnlyList<DateTimeOffset> Events, IReadOnlyList<DateTimeOffset> Accepted)
{
    public static RunLog Read(string file)
    {
        string[][] lines = [.. File.ReadLines(file).Select(line => line.Split(' '))];
        return new RunLog(Instants(lines), Instants([.. lines.Where(line => line.Length > 1)]));
    }

    private static DateTimeOffset[] Instants(string[][] lines) =>
        [.. lines.Select(line => new DateTimeOffset(long.Parse(line[0], CultureInfo.InvariantCulture), TimeSpan.Zero))];
}
