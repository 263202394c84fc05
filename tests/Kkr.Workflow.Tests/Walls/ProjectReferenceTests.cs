using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Tests;

/// <summary>Who may know whom: trigger, orchestration, activity, port, adapter; the domain knows none of them.</summary>
public class ProjectReferenceTests
{
    public static TheoryData<string, string> Allowed => new()
    {
        { "Kkr.Workflow.Domain", "" },
        { "Kkr.Workflow.Documents", "Kkr.Workflow.Domain" },
        { "Kkr.Workflow.Adapters", "Kkr.Workflow.Domain" },
        { "Kkr.Workflow.Functions", "Kkr.Workflow.Adapters Kkr.Workflow.Documents Kkr.Workflow.Domain" },
        // The launcher composes the app and plays its people, so it may know all of it.
        { "Kkr.Workflow.LocalRun", "Kkr.Workflow.Functions Kkr.Workflow.Adapters Kkr.Workflow.Documents Kkr.Workflow.Domain Kkr.Runtime" },
        { "Kkr.Runtime", "" },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Project_References_OnlyWhatItMayKnow(string project, string allowed) =>
        Assert.Empty(Repository.ProjectReferences(project).Except(allowed.Split(' ')));

    [Fact]
    public void LocalRun_IsReferenced_OnlyByTestsAndBenchmarks()
    {
        IEnumerable<string> users = Repository.Projects.Keys.Where(project => Repository.ProjectReferences(project).Contains("Kkr.Workflow.LocalRun"));

        Assert.All(users, user => Assert.Matches("(Tests|Benchmarks)$", user));
    }

    [Fact]
    public void Domain_Packages_AreNone() => Assert.Empty(Repository.PackageReferences("Kkr.Workflow.Domain"));

    [Theory]
    [InlineData("Kkr.Workflow.Documents")]
    [InlineData("Kkr.Workflow.Domain")]
    public void PureProject_Packages_TouchNoCloud(string project) =>
        Assert.DoesNotContain(Repository.PackageReferences(project), package => package.StartsWith("Azure.", StringComparison.Ordinal)
            || package.StartsWith("Microsoft.Azure.", StringComparison.Ordinal) || package is "SendGrid" or "Microsoft.Graph");

    [Fact]
    public void Functions_Packages_ReachNoStoreOrProviderDirectly() =>
        Assert.Empty(Repository.PackageReferences("Kkr.Workflow.Functions").Intersect(["Azure.Data.Tables", "Azure.Storage.Blobs", "SendGrid", "Microsoft.Graph"]));

    [Fact]
    public void DomainAssembly_References_DoNoInputOrOutput()
    {
        string[] references = [.. typeof(Meeting).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

        Assert.All(references, reference => Assert.StartsWith("System.", reference, StringComparison.Ordinal));
        Assert.DoesNotContain(references, reference => reference.StartsWith("System.Net", StringComparison.Ordinal)
            || reference.StartsWith("System.IO", StringComparison.Ordinal) || reference.StartsWith("System.Diagnostics.Process", StringComparison.Ordinal));
    }
}
