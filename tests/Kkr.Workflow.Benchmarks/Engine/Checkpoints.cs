using System.Globalization;
using Azure.Data.Tables;
using Kkr.Runtime.Local;
using Kkr.Workflow.Benchmarks.Measuring;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>
/// How much of what the storage can do is left when orchestrations run on it. A checkpoint is one batch that the engine has written; it counts
/// them itself.
/// </summary>
internal static class Checkpoints
{
    private const int Repeats = 7;
    private const int AtATime = 20;
    private const int Steps = 5;
    private const int Sequences = 400;
    private const int BareTransactions = 2_400;
    private const int Width = 100;
    private const int FanOuts = 20;

    public static async Task RunAsync()
    {
        await using AzuriteProcess azurite = await Storage.StartAsync();
        TableClient table = await Storage.NewTableAsync(azurite);
        await using EngineHost engine = await EngineHost.StartAsync(Storage.NewHub(azurite), Tasks.Register);

        int transaction = 0;
        Task<double> Bare() => Clients.RateAsync(
            AtATime, BareTransactions, _ => ThreeRowsAsync(table, Interlocked.Increment(ref transaction)));

        using CheckpointCount checkpoints = new();
        long before = 0;
        Pairs sequences = await Pairs.RunAsync(Repeats, Bare, async () =>
        {
            before = checkpoints.Value;
            double perSecond = await Clients.RateAsync(AtATime, Sequences, _ => engine.RunAsync(Tasks.Sequence, Steps));
            return perSecond * (checkpoints.Value - before) / Sequences;
        });
        double perSequence = (checkpoints.Value - before) / (double)Sequences;
        Pairs alone = await Pairs.RunAsync(Repeats, Bare, async () =>
            Width * await Clients.RateAsync(1, FanOuts, _ => engine.RunAsync(Tasks.FanOut, Width)));
        Pairs together = await Pairs.RunAsync(Repeats, Bare, async () =>
            Width * await Clients.RateAsync(AtATime, 2 * FanOuts, _ => engine.RunAsync(Tasks.FanOut, Width)));

        await WriteAsync(sequences, perSequence, alone, together);
    }

    private static Task WriteAsync(Pairs sequences, double perSequence, Pairs alone, Pairs together)
    {
        ResultFile file = new("checkpoints", "Checkpoints: the engine against bare table transactions", "checkpoints");
        file.Paragraph("The reference is transactions of three rows in one partition, 20 at a time, through the same table client and on the same "
            + "Azurite, which keeps its data in memory. Reference and measured runs take turns, "
            + $"{Repeats.ToString(CultureInfo.InvariantCulture)} pairs after a first one that does not count.");
        file.Table(
            ["run", "measured, a second", "bare transactions, a second", "ratio"],
            [
                Row($"checkpoints of sequences of {Steps} activities, {AtATime} at a time", sequences),
                Row($"activities of a fan-out of {Width}, one at a time", alone),
                Row($"activities of fan-outs of {Width}, {AtATime} at a time", together),
            ]);
        file.Paragraph($"A sequence of {Steps} had {perSequence.ToString("0.0", CultureInfo.InvariantCulture)} checkpoints by the engine's own count. "
            + "The aim is a ratio of 0.8 or more for sequences, and 1,000 activities a second or more for fan-out.");
        file.Paragraph("The engine's checkpoints here are transactions of two rows, the instance's and one that holds all events of the step, so that a ratio "
            + "above 1 is possible. The outcomes of a fan-out that are ready together share one checkpoint.");
        file.Paragraph($"Peak resident memory of the process, engine and reference together: {Resident.PeakOfThisProcess().ToString("0", CultureInfo.InvariantCulture)} MiB.");
        return file.WriteAsync();
    }

    private static string[] Row(string name, Pairs pairs) => [name, pairs.Measured.Show("#,0"), pairs.Reference.Show("#,0"), pairs.Ratio.Show("0.00")];

    private static async Task ThreeRowsAsync(TableClient table, int number)
    {
        string partition = number.ToString("d9", CultureInfo.InvariantCulture);
        await table.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(partition, "instance")),
            new TableTransactionAction(TableTransactionActionType.Add, Entity(partition, "event1")),
            new TableTransactionAction(TableTransactionActionType.Add, Entity(partition, "event2")),
        ]);
    }

    private static TableEntity Entity(string partition, string row) => new(partition, row)
    {
        ["Kind"] = "TaskCompleted",
        ["At"] = DateTimeOffset.UnixEpoch,
        ["Number"] = 7,
        ["Payload"] = "{\"Name\":\"Echo\",\"Result\":\"42\",\"Status\":\"Running\"}",
    };
}
