using Kkr.Workflow.IntegrationTests.Kill;

return args switch
{
    [AppProcess.Command, string tally, string port, string point] => await AppProcess.RunAsync(tally, port, point),
    ["kill", .. string[] rest] => await KilledYearCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("kill [--kills N] [--aimed N] [--seed N]: the scenario's year, its process killed at random instants. The tests run with dotnet test.");
    return 2;
}
