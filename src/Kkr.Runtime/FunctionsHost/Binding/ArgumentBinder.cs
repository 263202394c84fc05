using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Binding;

/// <summary>Makes the arguments of an invocation, once, however often it is asked.</summary>
internal sealed class ArgumentBinder : IFunctionInputBindingFeature
{
    public static readonly ArgumentBinder Instance = new();

    public async ValueTask<FunctionInputBindingResult> BindFunctionInputAsync(FunctionContext context)
    {
        EmbeddedFunctionContext invocation = EmbeddedContext.Of(context);
        if (invocation.Arguments is null)
        {
            object?[] arguments = new object?[invocation.Function.Sources.Length];
            for (int i = 0; i < arguments.Length; i++)
            {
                arguments[i] = await BindAsync(invocation, invocation.Function.Sources[i]);
            }

            invocation.Arguments = arguments;
        }

        return new FunctionInputBindingResult(invocation.Arguments);
    }

    private static ValueTask<object?> BindAsync(EmbeddedFunctionContext context, ParameterSource source)
    {
        switch (source.Kind)
        {
            case SourceKind.Context:
                return new(context);
            case SourceKind.Cancellation:
                return new(context.CancellationToken);
            case SourceKind.DurableClient:
                return new(context.InstanceServices.GetRequiredService<DurableTaskClient>());
            case SourceKind.Trigger:
            case SourceKind.OrchestrationInput:
                return new(context.Features.Get<ITriggerValues>()!.Get(source));
            case SourceKind.Body:
                return ConvertAsync(context, source, [typeof(RequestBodyConverter)], null);
            case SourceKind.Converter:
                return ConvertAsync(context, source, [source.ConverterType!], Data(context, source));
            default:
                IEnumerable<Type> registered = context.InstanceServices.GetRequiredService<IOptions<WorkerOptions>>().Value.InputConverters;
                return ConvertAsync(context, source, registered, Data(context, source));
        }
    }

    private static async ValueTask<object?> ConvertAsync(EmbeddedFunctionContext context, ParameterSource source, IEnumerable<Type> converters, object? value)
    {
        SourceContext asked = new(context, source, value);
        foreach (Type type in converters)
        {
            IInputConverter converter = (IInputConverter)ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, type);
            ConversionResult result = await converter.ConvertAsync(asked);
            if (result.Status == ConversionStatus.Succeeded)
            {
                return result.Value ?? Missing(context, source);
            }

            if (result.Status == ConversionStatus.Failed)
            {
                throw Wrong(context, source, result.Error);
            }
        }

        if (value is null)
        {
            return Missing(context, source);
        }

        try
        {
            return TextConversion.Convert(value, source.Parameter.Type) ?? Missing(context, source);
        }
        catch (FormatException e)
        {
            throw Wrong(context, source, e);
        }
    }

    private static object? Data(EmbeddedFunctionContext context, ParameterSource source) =>
        context.BindingContext.BindingData.TryGetValue(source.Parameter.Name, out object? value) ? value : null;

    private static object? Missing(EmbeddedFunctionContext context, ParameterSource source) =>
        source.Parameter.HasDefaultValue ? source.Parameter.DefaultValue
        : source.Parameter.IsReferenceOrNullableType ? null
        : throw Wrong(context, source, new InvalidOperationException("There is no value; give the parameter a default or make it nullable."));

    private static FunctionInputConverterException Wrong(EmbeddedFunctionContext context, ParameterSource source, Exception? why) => new(
        $"Parameter '{source.Parameter.Name}' of function '{context.FunctionDefinition.Name}' cannot be made a {source.Parameter.Type}. {why?.Message}",
        why ?? new FormatException("The value does not fit."));

    private sealed class SourceContext(FunctionContext context, ParameterSource source, object? value) : ConverterContext
    {
        public override Type TargetType => source.Parameter.Type;

        public override object? Source => value;

        public override FunctionContext FunctionContext => context;

        public override IReadOnlyDictionary<string, object> Properties => source.Parameter.Properties;
    }
}

/// <summary>The values that the trigger's own part of the host provides.</summary>
internal interface ITriggerValues
{
    object? Get(ParameterSource source);
}
