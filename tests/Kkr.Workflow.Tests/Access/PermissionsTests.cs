using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

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
            // Pages that only a link opens, and the landing itself, are asked with links: below, and in LinkTests.
            if (Permissions.Of(function.Name)?.Link is not null || function.Name == nameof(OpenLinkHttp.OpenLink))
            {
                continue;
            }

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

    /// <summary>Pages that only a link opens: closed to everybody who has none, and with one of the right kind open as the table says for its post.</summary>
    [Fact]
    public async Task EveryLinkedPage_ForEveryRole_IsOpenAsTheTableSays()
    {
        List<string> wrong = [];
        Links links = app.Services.GetRequiredService<Links>();
        Meeting meeting = (await app.MeetingAsync("2026-1")).Meeting;
        foreach (HttpFunction function in HttpFunction.All.Where(function => Permissions.Of(function.Name)?.Link is not null))
        {
            PermissionRow row = Permissions.Of(function.Name)!;
            foreach ((Role role, string post) in CouncilOfAllRoles.Posts.Where(known => known.Key is not (Role.Public or Role.Operator)))
            {
                string address = function.Address(part => things.Part(part, post, isOwn: true, isLate: false));
                using HttpResponseMessage without = await app.RawAsync(HttpMethod.Parse(function.Method), address, null, post);
                if (without.StatusCode != HttpStatusCode.Forbidden)
                {
                    wrong.Add($"{function.Name} as {role} without a link: {(int)without.StatusCode}");
                }

                Recipient to = CouncilOfAllRoles.Setup.Directory.Holder(post, new DateOnly(2026, 10, 23))!;
                string link = row.Link switch
                {
                    LinkPurpose.Answer => links.Answer(meeting, to),
                    LinkPurpose.Agenda => links.Approval(meeting, to),
                    LinkPurpose.Deputy => links.Deputy(meeting, to),
                    LinkPurpose.Comment => links.Comments(meeting, to, app.Clock.GetUtcNow().AddDays(30)),
                    LinkPurpose.Written => links.Written(meeting, to, things.Part("item", post, isOwn: true, isLate: false)),
                    LinkPurpose.Desk => links.Desk(meeting, to),
                    LinkPurpose.FollowUp => links.FollowUp(meeting, to, $"2026-1-99-{post}"),
                    _ => links.Mailing(meeting, to, new MailingKey(meeting.Key, MailKind.CallForItems, 1, "director-0730").ToString()),
                };
                using HttpRequestMessage request = new(HttpMethod.Parse(function.Method), "api/" + address);
                request.Headers.Add("Cookie", $"kkr-{row.Link}={link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..]}");
                using HttpResponseMessage with = await app.Http.SendAsync(request);
                string page = await with.Content.ReadAsStringAsync();

                // A form without its code is turned away by the page itself, and so is a document that is not there yet.
                bool isOpen = with.StatusCode == HttpStatusCode.OK || page.Contains("Formularen kunne ikke genkendes", StringComparison.Ordinal)
                    || page.Contains("Linket gælder ikke denne side", StringComparison.Ordinal);
                if (isOpen != (row[role] != Grant.No))
                {
                    wrong.Add($"{function.Name} as {role} with a link: {(int)with.StatusCode}, the table says {row[role]}");
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
