using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>The API's description, for people and programs.</summary>
public sealed class ApiDescriptionHttp(ApiDescription description)
{
    [Function(nameof(ReadApiDescription))]
    public async Task<IResult> ReadApiDescription(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest request, CancellationToken cancellation)
    {
        byte[] content = Encoding.UTF8.GetBytes(await description.JsonAsync(cancellation));
        request.HttpContext.Response.Headers.ETag = EntityTag.OfBytes(content);
        request.HttpContext.Response.Headers.CacheControl = SafetyMiddleware.AskAgain;
        return new BytesAnswer(StatusCodes.Status200OK, JsonAnswer.MediaType, content);
    }
}
