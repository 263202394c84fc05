using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>The secretariat makes links void that went to the wrong hands; mails sent afterwards carry new ones.</summary>
public sealed class LinkRevocationsHttp(MeetingDesk desk, IDirectory directory, ILinkRevocations revocations)
{
    [Function(nameof(RevokeLinks))]
    public Task<IResult> RevokeLinks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/link-revocations")] HttpRequest request,
        string council,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Post: body.RequiredText("post"), Meeting: body.Text("meeting")),
            async asked =>
            {
                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                if (asked.Post != Caller.Secretariat && book.Posts.All(post => post.Id != asked.Post))
                {
                    return Problem.Of(RequestRefusals.NoSuch("post", "Posten", asked.Post));
                }

                if (asked.Meeting is { } meeting && await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation) is { IsRefused: true } missing)
                {
                    return Problem.Of(missing.Refusal);
                }

                LinkRevocation revocation = new(council, asked.Post, asked.Meeting, desk.Now);
                await revocations.SaveAsync(revocation, cancellation);
                await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, asked.Meeting ?? ""), "links-revoked", asked.Post, CancellationToken.None);
                return Door.Json(revocation, StatusCodes.Status201Created);
            },
            cancellation);
}
