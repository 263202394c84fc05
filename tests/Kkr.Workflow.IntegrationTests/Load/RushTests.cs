using System.Globalization;
using Xunit.Abstractions;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>The short form of the load measurement: what it checks, without its figures.</summary>
public sealed class RushTests(ITestOutputHelper output)
{
    [Fact]
    public async Task DirectorsOfTwoCouncils_AnsweringAtOnceWhileTheCallGoesOut_LoseNothingAndGetEachMailOnce()
    {
        RushResult rush = await Rush.RunAsync(councils: 2, directors: 20, within: TimeSpan.FromSeconds(3));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rush.Items} items, {rush.Conflicts} conflicts; answered after {rush.Rushed.TotalSeconds:0.0} s, last mail after {rush.MailsDone.TotalSeconds:0.0} s"));
        Assert.Empty(rush.Problems);
        Assert.Equal(40, rush.Answers);
        Assert.Equal(rush.Answers + rush.Items, rush.Mails);
    }
}
