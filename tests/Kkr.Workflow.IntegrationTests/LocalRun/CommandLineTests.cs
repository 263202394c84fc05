using Kkr.Workflow.LocalRun;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class CommandLineTests
{
    [Fact]
    public void CommandLine_Empty_Serves() => Assert.Equal(CommandVerb.Serve, CommandLine.Parse([]).Verb);

    [Fact]
    public void CommandLine_OfPlay_IsUnderstood()
    {
        CommandLine command = CommandLine.Parse(["play", "midtjylland-2026", "--out", "ud", "--plain"]);

        Assert.Equal((CommandVerb.Play, "midtjylland-2026", "ud", true), (command.Verb, command.Scenario, command.OutFolder, command.Plain));
    }

    [Fact]
    public void CommandLine_WithFaults_KeepsThemInOrderWithTheirSeed()
    {
        CommandLine command = CommandLine.Parse(["play", "midtjylland-2026", "--fault", "mail:429@0.1", "--fault", "graph:timeout@0.05", "--seed", "42"]);

        Assert.Equal("mail:429@0.1 graph:timeout@0.05", string.Join(' ', command.Faults.Rules));
        Assert.Equal(42, command.Faults.Seed);
    }

    [Theory]
    [InlineData("--ukendt")]
    [InlineData("play")]
    [InlineData("play", "a", "b")]
    [InlineData("--out", "ud")]
    [InlineData("--data")]
    [InlineData("--app-port", "nul")]
    [InlineData("--app-port", "70000")]
    [InlineData("--app-port", "7072")]
    [InlineData("--fault", "mail:429")]
    [InlineData("--fault", "mail:200@0.1")]
    [InlineData("--fault", "mail:429@0")]
    [InlineData("--fault", "mail:429@1.5")]
    [InlineData("--fault", "mail:429@0,1")]
    [InlineData("--fault", "teams:429@0.1")]
    [InlineData("--fault", "mail:sur@0.1")]
    [InlineData("--fault", "mail@429:0.1")]
    [InlineData("--fault")]
    [InlineData("--seed", "7")]
    [InlineData("--fault", "mail:429@0.1", "--seed", "x")]
    [InlineData("audit", "verify", "fil", "--fault", "mail:429@0.1")]
    public void CommandLine_NotUnderstood_EndsWith2AndPointsToHelp(params string[] arguments)
    {
        LocalRunException refused = Assert.Throws<LocalRunException>(() => CommandLine.Parse(arguments));

        Assert.Equal(2, refused.EndsWith);
        Assert.Contains("--help", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Asked_ExplainsBothVerbsAndEndsWith0()
    {
        (int exitCode, string words) = await LaunchedRun.ToEndAsync(["--help"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("play SCENARIE", words, StringComparison.Ordinal);
        Assert.Contains("Ctrl-C", words, StringComparison.Ordinal);
    }
}
