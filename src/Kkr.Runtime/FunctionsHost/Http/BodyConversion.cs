using Azure.Core.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Reads bodies with MVC's input formatters, so that the app's MVC options apply.</summary>
internal sealed class MvcBody : IFromBodyConversionFeature
{
    public static readonly MvcBody Instance = new();

    public async ValueTask<object?> ConvertAsync(FunctionContext context, Type targetType)
    {
        HttpContext http = context.GetHttpContext() ?? throw new InvalidOperationException("HTTP did not start this function, so there is no body.");
        ModelStateDictionary state = new();
        InputFormatterContext asked = new(
            http,
            modelName: "",
            state,
            http.RequestServices.GetRequiredService<IModelMetadataProvider>().GetMetadataForType(targetType),
            (stream, encoding) => new StreamReader(stream, encoding));
        IInputFormatter formatter = http.RequestServices.GetRequiredService<IOptions<MvcOptions>>().Value.InputFormatters.FirstOrDefault(f => f.CanRead(asked))
            ?? throw new InvalidOperationException($"Nothing reads a body of content type '{http.Request.ContentType}'.");
        InputFormatterResult read = await formatter.ReadAsync(asked);
        if (read.HasError)
        {
            throw new InvalidOperationException(string.Join(' ', state.Values.SelectMany(v => v.Errors).Select(Sentence)));
        }

        return read.IsModelSet ? read.Model : throw new InvalidOperationException("The request has no body.");
    }

    private static string Sentence(ModelError error) => error.ErrorMessage.Length > 0 ? error.ErrorMessage : error.Exception?.Message ?? "The body is not valid.";
}

/// <summary>Reads bodies with the worker's serializer, where the app does not use ASP.NET Core's types.</summary>
internal sealed class WorkerBody : IFromBodyConversionFeature
{
    public static readonly WorkerBody Instance = new();

    public async ValueTask<object?> ConvertAsync(FunctionContext context, Type targetType)
    {
        HttpRequestData request = await context.GetHttpRequestDataAsync()
            ?? throw new InvalidOperationException("HTTP did not start this function, so there is no body.");
        ObjectSerializer serializer = WorkerSerializer.Of(context);
        return await serializer.DeserializeAsync(request.Body, targetType, context.CancellationToken);
    }
}
