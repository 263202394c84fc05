using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Kkr.Workflow.Benchmarks.Measuring;

namespace Kkr.Workflow.Benchmarks.Micro;

/// <summary>Code without input and output, by BenchmarkDotNet in this process: its own child projects know nothing of the two builds.</summary>
internal static class PureCode
{
    private static readonly Type[] Classes = [typeof(Deadlines), typeof(TimerExpressions)];

    public static Task RunAsync()
    {
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithIterationCount(9).WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "benchmarkdotnet"));
        ResultFile file = new("micro", "Pure code", "micro");
        file.Table(
            ["what", "median, µs", "allocated, bytes"],
            Classes.SelectMany(type => BenchmarkRunner.Run(type, config).Reports).Select(Row));
        return file.WriteAsync();
    }

    private static string[] Row(BenchmarkReport report)
    {
        BenchmarkDotNet.Mathematics.Statistics figures = report.ResultStatistics
            ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} gave no result.");
        Sample sample = new(figures.OriginalValues.Select(static nanoseconds => nanoseconds / 1000d));
        return
        [
            report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            sample.Show(sample.Median < 10 ? "0.00" : "0"),
            (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0).ToString("#,0", CultureInfo.InvariantCulture),
        ];
    }
}
