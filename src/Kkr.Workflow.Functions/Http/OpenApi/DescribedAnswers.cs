using Kkr.Workflow.Functions.Access;
using Microsoft.OpenApi;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>What an operation may answer: its own answer, and every refusal that its address, its body and its access can come to.</summary>
internal sealed class DescribedAnswers(Schemas schemas, OpenApiDocument document)
{
    private const string Problems = "application/problem+json";

    private static readonly Dictionary<int, string> Refusals = new()
    {
        [400] = "Malformed, or against a rule.",
        [401] = "Takes a sign-in.",
        [403] = "Not permitted.",
        [404] = "Not there.",
        [406] = "The answer is not there in any type that Accept lets through.",
        [409] = "Not possible in the present state, or somebody else was first.",
        [410] = "The link is no longer good.",
        [412] = "Another version is there by now.",
        [413] = "The body is too large.",
        [415] = "The body is of a type that is not taken.",
        [422] = "The Idempotency-Key was used for another request.",
        [428] = "Say in If-Match which version is to be replaced.",
        [429] = "Too many within an hour; Retry-After says when there is room again.",
        [500] = "Something failed.",
    };

    public OpenApiResponses Of(HttpRoute route, Operation said, bool hasBody)
    {
        OpenApiResponses answers = new() { [$"{said.Status}"] = SuccessOf(route, said) };
        if (said.Status == 200 && route.Method == "GET" && !MediaTypes.IsPage(route.Name))
        {
            answers["304"] = new OpenApiResponse { Description = "The caller has it already." };
        }

        foreach (int status in RefusalsOf(route, said, hasBody).Order())
        {
            answers[$"{status}"] = MediaTypes.IsPage(route.Name)
                ? new OpenApiResponse { Description = Refusals[status], Content = ContentOf(MediaTypes.Html, Schemas.Text()) }
                : Shared(status);
        }

        return answers;
    }

    public static Dictionary<string, OpenApiMediaType> ContentOf(string mediaType, IOpenApiSchema schema) =>
        new(StringComparer.Ordinal) { [mediaType] = new OpenApiMediaType { Schema = schema } };

    private static HashSet<int> RefusalsOf(HttpRoute route, Operation said, bool hasBody)
    {
        bool isChange = route.Method != "GET";
        bool isPage = MediaTypes.IsPage(route.Name);
        HashSet<int> found = [500];
        found.UnionWith(isPage ? [403, 410] : [406]);
        found.UnionWith(Permissions.Of(route.Name)?[Role.Public] == Grant.No && !isPage ? [401, 403] : []);
        found.UnionWith(isChange || said.Query is not null ? [400] : []);
        found.UnionWith(route.Path.Contains('{', StringComparison.Ordinal) ? [404] : []);
        found.UnionWith(isChange && !isPage ? [409, 412, 422] : []);
        found.UnionWith(said.NeedsVersion ? [428] : []);
        found.UnionWith(said.IsLimited ? [429] : []);
        found.UnionWith(hasBody ? [413, 415] : []);
        return found;
    }

    private OpenApiResponse SuccessOf(HttpRoute route, Operation said)
    {
        OpenApiResponse response = new()
        {
            Description = said.Status switch { 201 => "Made.", 202 => "Queued.", 204 => "Taken.", 302 or 303 => "Leads on.", _ => "Done." },
            Headers = HeadersOf(route, said),
        };
        if (said.Status is 204 or 302 or 303)
        {
            return response;
        }

        IReadOnlyList<string> media = MediaTypes.AnsweredBy(route.Name) is { Count: > 0 } named ? named : MediaTypes.IsPage(route.Name) ? [MediaTypes.Html] : ["*/*"];
        response.Content = media.ToDictionary(
            one => one,
            one => new OpenApiMediaType
            {
                Schema = one == MediaTypes.Json && said.Answer is { } answer ? schemas.Of(answer)
                    : one == MediaTypes.Json ? Schemas.Anything()
                    : one == "*/*" ? Schemas.File()
                    : Schemas.Text(),
            },
            StringComparer.Ordinal);
        return response;
    }

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(HttpRoute route, Operation said)
    {
        Dictionary<string, IOpenApiHeader> headers = new(StringComparer.Ordinal);
        if (route.Method == "GET" && said.Answer is not null)
        {
            headers["ETag"] = new OpenApiHeader { Description = "The version of what was read.", Schema = Schemas.Text() };
        }

        if (said.Query is not null && said.Answer is { IsArray: true })
        {
            headers["Link"] = new OpenApiHeader { Description = "The address of the next page, rel=next.", Schema = Schemas.Text() };
        }

        if (said.Status is 302 or 303)
        {
            headers["Location"] = new OpenApiHeader { Description = "Where it leads.", Schema = Schemas.Text("uri-reference") };
        }

        return headers.Count > 0 ? headers : null;
    }

    private OpenApiResponseReference Shared(int status)
    {
        string name = $"Problem{status}";
        if (document.Components?.Responses?.ContainsKey(name) != true)
        {
            document.AddComponent<IOpenApiResponse>(name, new OpenApiResponse { Description = Refusals[status], Content = ContentOf(Problems, schemas.Of(typeof(Problem))) });
        }

        return new OpenApiResponseReference(name, document);
    }
}
