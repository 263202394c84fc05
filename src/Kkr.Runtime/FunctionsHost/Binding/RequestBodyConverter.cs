using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;

namespace Kkr.Runtime.FunctionsHost.Binding;

/// <summary>Binds [FromBody] parameters through the invocation's IFromBodyConversionFeature.</summary>
internal sealed class RequestBodyConverter : IInputConverter
{
    public async ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        if (context.FunctionContext.Features.Get<IFromBodyConversionFeature>() is not { } feature)
        {
            return ConversionResult.Unhandled();
        }

        try
        {
            return ConversionResult.Success(await feature.ConvertAsync(context.FunctionContext, context.TargetType));
        }
        catch (Exception e) when (e is not (OperationCanceledException or BadHttpRequestException))
        {
            return ConversionResult.Failed(e);
        }
    }
}
