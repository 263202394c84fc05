using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>The API's description, made of the functions themselves, their readers and types, and a sentence each from <see cref="Operations"/>.</summary>
public sealed class ApiDescription(IServiceProvider services)
{
    private string? made;

    /// <summary>The description as OpenAPI 3.1 in JSON.</summary>
    public async Task<string> JsonAsync(CancellationToken cancellation) =>
        made ??= await (await MakeAsync()).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation);

    private async Task<OpenApiDocument> MakeAsync()
    {
        OpenApiDocument document = new()
        {
            Info = new OpenApiInfo
            {
                Title = "Kkr.Workflow",
                Version = "1",
                Description = "Meetings of a council, from the call for items to approved minutes. docs/api.md says how the API behaves.",
            },
            Paths = [],
        };
        Schemas schemas = new(document);
        DescribedSecurity.AddSchemes(document);
        foreach (IGrouping<string, HttpRoute> path in RouteTable.All.Where(route => !IsCatchAll(route) && route.Method != "HEAD").GroupBy(route => route.Path))
        {
            OpenApiPathItem item = new();
            foreach (HttpRoute route in path)
            {
                item.AddOperation(new HttpMethod(route.Method), await OperationOfAsync(route, schemas, document));
            }

            document.Paths.Add(path.Key, item);
        }

        return document;
    }

    internal static bool IsCatchAll(HttpRoute route) => route.Name == nameof(UnknownAddressHttp.AnswerUnknownAddress);

    private async Task<OpenApiOperation> OperationOfAsync(HttpRoute route, Schemas schemas, OpenApiDocument document)
    {
        Operation said = Operations.Of(route.Name) ?? new Operation(route.Name);
        string tag = route.Code.DeclaringType!.Namespace!.Split('.')[^1];
        (document.Tags ??= new HashSet<OpenApiTag>()).Add(new OpenApiTag { Name = tag });
        OpenApiRequestBody? body = await BodyOfAsync(route, said, schemas);
        return new OpenApiOperation
        {
            OperationId = route.Name,
            Summary = said.Summary,
            Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
            Parameters = [.. ParametersOf(route, said)],
            RequestBody = body,
            Responses = new DescribedAnswers(schemas, document).Of(route, said, body is not null),
            Security = DescribedSecurity.Of(route, document),
        };
    }

    private async Task<OpenApiRequestBody?> BodyOfAsync(HttpRoute route, Operation said, Schemas schemas)
    {
        if (route.Method is "GET" or "DELETE")
        {
            return null;
        }

        IReadOnlyList<string> taken = MediaTypes.TakenBy(route.Name);
        if (MediaTypes.IsPage(route.Name))
        {
            return new OpenApiRequestBody { Required = true, Content = taken.ToDictionary(media => media, _ => new OpenApiMediaType { Schema = Schemas.Fields() }, StringComparer.Ordinal) };
        }

        if (taken.Count == 0)
        {
            return new OpenApiRequestBody { Required = true, Content = DescribedAnswers.ContentOf("*/*", Schemas.File()) };
        }

        BodyShape? shape = said.Body is null ? await RequestShapes.OfAsync(route, services) : null;
        IOpenApiSchema? schema = said.Body is { } type ? schemas.Of(type) : shape is not null ? schemas.Of(shape) : null;
        if (schema is null)
        {
            return null;
        }

        OpenApiRequestBody body = new() { Required = true, Content = DescribedAnswers.ContentOf(MediaTypes.Json, schema) };
        if (taken.Contains(MediaTypes.Multipart))
        {
            body.Content[MediaTypes.Multipart] = new OpenApiMediaType { Schema = Schemas.WithFiles(schema) };
        }

        return body;
    }

    private static IEnumerable<OpenApiParameter> ParametersOf(HttpRoute route, Operation said)
    {
        foreach (string name in route.Path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]))
        {
            bool isNumber = route.Template.Contains($"{{{name}:int", StringComparison.Ordinal);
            yield return new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = isNumber ? new OpenApiSchema { Type = JsonSchemaType.Integer } : Schemas.Text(),
            };
        }

        if (said.Query is { } read)
        {
            Query query = new(QueryCollection.Empty);
            read(query);
            foreach (QueryParameter parameter in query.Asked)
            {
                yield return new OpenApiParameter { Name = parameter.Name, In = ParameterLocation.Query, Required = parameter.IsRequired, Schema = Schemas.Of(parameter) };
            }
        }

        string[] headers = route.Method == "GET" ? ["If-None-Match"] : MediaTypes.IsPage(route.Name) ? [] : ["If-Match", RepeatMiddleware.Header];
        foreach (string header in headers)
        {
            yield return new OpenApiParameter
            {
                Name = header,
                In = ParameterLocation.Header,
                Schema = Schemas.Text(),
                Description = header == "If-Match" && said.NeedsVersion ? "Needed once there is something to replace." : null,
            };
        }
    }
}
