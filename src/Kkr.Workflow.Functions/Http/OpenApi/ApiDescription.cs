using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>The API's description, made of the functions themselves, their readers and types, and a sentence each from <see cref="Operations"/>.</summary>
public sealed class ApiDescription(IServiceProvider services)
{
    private const string Json = "application/json";
    private const string Problems = "application/problem+json";

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
        OpenApiOperation operation = new()
        {
            OperationId = route.Name,
            Summary = said.Summary,
            Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
            Parameters = [.. ParametersOf(route, said)],
            Responses = new OpenApiResponses
            {
                [$"{said.Status}"] = SuccessOf(said, schemas),
                ["default"] = new OpenApiResponse { Description = "Refused, or failed.", Content = ContentOf(Problems, schemas.Of(typeof(Problem))) },
            },
        };
        if (said.Body is { } type)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = ContentOf(Json, schemas.Of(type)) };
        }
        else if (await RequestShapes.OfAsync(route, services) is { } shape)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = ContentOf(Json, schemas.Of(shape)) };
        }

        return operation;
    }

    private static OpenApiResponse SuccessOf(Operation said, Schemas schemas)
    {
        OpenApiResponse response = new() { Description = said.Status switch { 201 => "Made.", 202 => "Queued.", 204 => "Taken.", _ => "Done." } };
        if (said.Answer is { } answer)
        {
            response.Content = ContentOf(Json, schemas.Of(answer));
        }

        return response;
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

        string[] headers = route.Method == "GET" ? ["If-None-Match"] : ["If-Match", RepeatMiddleware.Header];
        foreach (string header in headers)
        {
            yield return new OpenApiParameter { Name = header, In = ParameterLocation.Header, Schema = Schemas.Text() };
        }
    }

    private static Dictionary<string, OpenApiMediaType> ContentOf(string mediaType, IOpenApiSchema schema) =>
        new(StringComparer.Ordinal) { [mediaType] = new OpenApiMediaType { Schema = schema } };
}
