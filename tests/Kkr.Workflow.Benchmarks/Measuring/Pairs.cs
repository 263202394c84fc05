namespace Kkr.Workflow.Benchmarks.Measuring;

/// <summary>
/// A measured run and a reference run, many times in turn. The order within a pair changes every time, so that a machine that gets
/// slower or faster meanwhile does so to both.
/// </summary>
internal sealed class Pairs
{
    private readonly List<(double Reference, double Measured)> _pairs = [];

    public Sample Reference => new(_pairs.Select(static p => p.Reference));

    public Sample Measured => new(_pairs.Select(static p => p.Measured));

    /// <summary>Measured divided by reference, pair by pair.</summary>
    public Sample Ratio => new(_pairs.Select(static p => p.Measured / p.Reference));

    /// <param name="repeats">How many pairs count; one more comes first and does not.</param>
    /// <param name="reference">Runs the reference and returns its figure.</param>
    /// <param name="measured">Runs what is measured and returns its figure, in the same unit.</param>
    public static async Task<Pairs> RunAsync(int repeats, Func<Task<double>> reference, Func<Task<double>> measured)
    {
        Pairs pairs = new();
        for (int i = -1; i < repeats; i++)
        {
            double first = i % 2 == 0 ? await reference() : await measured();
            double second = i % 2 == 0 ? await measured() : await reference();
            if (i >= 0)
            {
                pairs._pairs.Add(i % 2 == 0 ? (first, second) : (second, first));
            }
        }

        return pairs;
    }
}
