using Kkr.Workflow.IntegrationTests.Kill;
using Kkr.Workflow.IntegrationTests.Load;

return args switch
{
    [AppProcess.Command, string tally, string port, string point] => await AppProcess.RunAsync(tally, port, point),
    ["kill", .. string[] rest] => await KilledYearCommand.RunAsync(rest),
    ["rush"] => await RushCommand.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        The tests run with dotnet test. These are two of them at full size:
          kill [--kills N] [--aimed N] [--seed N] [--months N] [--verbose]
              the scenario's year, the app's process killed at random instants and right after mails were taken
          rush
              200 directors of 10 councils answering within a minute while the call goes out
        """);
    return 2;
}
