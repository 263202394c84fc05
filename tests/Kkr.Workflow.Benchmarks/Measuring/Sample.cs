using System.Globalization;

namespace Kkr.Workflow.Benchmarks.Measuring;

/// <summary>Numbers of the same kind, and what is said about them: the median and how far they lie apart.</summary>
internal sealed class Sample
{
    private readonly double[] _sorted;

    public Sample(IEnumerable<double> values) => _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Median => Percentile(50);

    public double Least => _sorted[0];

    public double Greatest => _sorted[^1];

    /// <summary>The percentile by linear interpolation between the nearest ranks.</summary>
    public double Percentile(double percent)
    {
        double rank = percent / 100d * (_sorted.Length - 1);
        int below = (int)Math.Floor(rank);
        int above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((rank - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary>Median with the spread behind it: <c>1.02 (0.97–1.11)</c>.</summary>
    public string Show(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Least.ToString(format, CultureInfo.InvariantCulture)}–{Greatest.ToString(format, CultureInfo.InvariantCulture)})");
}
