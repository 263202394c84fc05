using System.Reflection;
using Kkr.Runtime.Hosting;

namespace Kkr.Runtime.Tests.Surface;

public class PublicSurfaceTests
{
    private static readonly Assembly Runtime = typeof(EmbeddedEngineOptions).Assembly;

    [Theory]
    [InlineData("Microsoft.DurableTask")]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("Azure.Data.Tables")]
    [InlineData("SendGrid")]
    [InlineData("")]
    public void PublicTypes_OutsideOurNamespace_AreTheRealPackagesOwn(string area)
    {
        HashSet<string> real = RealLines();

        string[] invented = [.. SurfacePrinter.Of(Runtime, type => !IsOurs(type) && (type.Namespace ?? "").StartsWith(area, StringComparison.Ordinal))
            .Where(line => !real.Contains(line))];

        Assert.True(invented.Length == 0, $"{invented.Length} public lines that no real package has:\n{string.Join('\n', invented)}");
    }

    [Fact]
    public void Listings_AreRead_AndHaveLines() => Assert.InRange(RealLines().Count, 2000, 20000);

    private static bool IsOurs(Type type) => type.Namespace is { } name && (name == "Kkr.Runtime" || name.StartsWith("Kkr.Runtime.", StringComparison.Ordinal));

    private static HashSet<string> RealLines()
    {
        Assembly tests = typeof(PublicSurfaceTests).Assembly;
        HashSet<string> lines = new(StringComparer.Ordinal);
        foreach (string listing in tests.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(tests.GetManifestResourceStream(listing)!);
            while (reader.ReadLine() is { } line)
            {
                if (!line.StartsWith('#'))
                {
                    lines.Add(line);
                }
            }
        }

        return lines;
    }
}
