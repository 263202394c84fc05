using System.Net;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Access;

/// <summary>The table of who may do what, held against the app itself: every route for every role.</summary>
public sealed class PermissionsTests : IAsyncLifetime
{
    private const Grant Limited = Grant.Own | Grant.OwnMunicipality | Grant.Late;

    private CouncilAtWork app = null!;
    private CouncilOfAllRoles.Things things = null!;

    public async Task InitializeAsync() => (app, things) = await CouncilOfAllRoles.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public void EveryHttpFunction_HasARow_AndNoRowIsLeftOver()
    {
        string[] functions = [.. HttpFunction.All.Select(function => function.Name).Distinct()];

        Assert.DoesNotContain(functions, function => Permissions.Of(function) is null);
        Assert.Equal([Permissions.ReadConfidential], Permissions.Operations.Except(functions));
    }

    [Fact]
    public async Task EveryRoute_ForEveryRole_IsOpenAsTheTableSays()
    {
        List<string> wrong = [];
        foreach (HttpFunction function in HttpFunction.All)
        {
            foreach ((Role role, string post) in CouncilOfAllRoles.Posts)
            {
                Grant grant = Permissions.Of(function.Name)?[role] ?? Grant.No;
                bool isLimited = (grant & Limited) != Grant.No && (grant & ~Limited) == Grant.No;
                bool isOpen = await IsLetInAsync(function, role, post, grant, isOwn: true, wrong);
                if (isOpen != (grant != Grant.No))
                {
                    wrong.Add($"{function.Name} as {role}: {(isOpen ? "open" : "closed")}, the table says {grant}");
                }

                bool isAboutOne = function.Names("item") || function.Names("task") || function.Names("municipality");
                if (isLimited && isAboutOne && await IsLetInAsync(function, role, post, grant, isOwn: false, wrong))
                {
                    wrong.Add($"{function.Name} as {role}: somebody else's is open");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private async Task<bool> IsLetInAsync(HttpFunction function, Role role, string post, Grant grant, bool isOwn, List<string> wrong)
    {
        string address = function.Address(part => things.Part(part, post, isOwn, grant.HasFlag(Grant.Late)));
        HttpMethod method = HttpMethod.Parse(function.Method);
        using HttpResponseMessage response = await app.RawAsync(method, address, method == HttpMethod.Get ? null : new { }, post);
        if ((int)response.StatusCode >= 500)
        {
            wrong.Add($"{function.Name} as {role}: {(int)response.StatusCode}");
        }

        bool isRefused = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        if (isRefused && response.StatusCode == HttpStatusCode.Unauthorized != (role == Role.Public))
        {
            wrong.Add($"{function.Name} as {role}: {(int)response.StatusCode}");
        }

        return !isRefused;
    }
}
