using System.Reflection;
using Kkr.Runtime.FunctionsHost.Binding;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.FunctionsHost.Discovery;

/// <summary>Decides at start-up where each parameter's value will come from.</summary>
internal sealed class ParameterReader(bool aspNetCore, bool anyConverter)
{
    /// <summary>Under this key a parameter's binding attribute is found by converters.</summary>
    public const string AttributeKey = "bindingAttribute";

    public ParameterSource Read(ParameterInfo parameter, bool isTrigger, TriggerKind kind, string what)
    {
        Type type = parameter.ParameterType;
        if (type.IsByRef || type.IsPointer || type.IsByRefLike)
        {
            throw Unbindable(parameter, what, "parameters are passed by value");
        }

        if (isTrigger)
        {
            CheckTrigger(parameter, kind, what);
            return Source(parameter, SourceKind.Trigger);
        }

        if (parameter.GetCustomAttribute<FromBodyAttribute>() is not null)
        {
            return kind == TriggerKind.Http ? Source(parameter, SourceKind.Body) : throw Unbindable(parameter, what, "only HTTP functions have a body");
        }

        if ((parameter.GetCustomAttribute<InputConverterAttribute>() ?? type.GetCustomAttribute<InputConverterAttribute>()) is { } converter)
        {
            return typeof(IInputConverter).IsAssignableFrom(converter.ConverterType)
                ? Source(parameter, SourceKind.Converter, converter.ConverterType)
                : throw Unbindable(parameter, what, $"{converter.ConverterType} is no {nameof(IInputConverter)}");
        }

        return parameter.GetCustomAttribute<BindingAttribute>() switch
        {
            DurableClientAttribute when type == typeof(DurableTaskClient) => Source(parameter, SourceKind.DurableClient),
            DurableClientAttribute => throw Unbindable(parameter, what, "a durable client is a DurableTaskClient"),
            { } unknown => throw Unbindable(parameter, what, $"the embedded host does not know {unknown.GetType().Name}"),
            null => Unmarked(parameter, kind, what),
        };
    }

    private ParameterSource Unmarked(ParameterInfo parameter, TriggerKind kind, string what)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
        {
            return Source(parameter, SourceKind.Context);
        }

        if (type == typeof(CancellationToken))
        {
            return kind != TriggerKind.Orchestration
                ? Source(parameter, SourceKind.Cancellation)
                : throw Unbindable(parameter, what, "an orchestration is terminated, not cancelled");
        }

        if (kind == TriggerKind.Orchestration)
        {
            return Source(parameter, SourceKind.OrchestrationInput);
        }

        return TextConversion.IsKnown(type) || anyConverter
            ? Source(parameter, SourceKind.BindingData)
            : throw Unbindable(parameter, what, kind == TriggerKind.Http
                ? "mark it [FromBody], or take services in the constructor"
                : "take services in the constructor");
    }

    private void CheckTrigger(ParameterInfo parameter, TriggerKind kind, string what)
    {
        Type type = parameter.ParameterType;
        switch (kind)
        {
            case TriggerKind.Http when type == typeof(HttpRequest) || type == typeof(HttpContext):
                if (!aspNetCore)
                {
                    throw Unbindable(parameter, what, "call ConfigureFunctionsWebApplication to use ASP.NET Core's types");
                }

                break;
            case TriggerKind.Http when type != typeof(HttpRequestData):
                throw Unbindable(parameter, what, "an HTTP trigger is an HttpRequest, HttpContext or HttpRequestData");
            case TriggerKind.Timer when type != typeof(TimerInfo) && type != typeof(string) && type != typeof(object):
                throw Unbindable(parameter, what, "a timer trigger is a TimerInfo");
            case TriggerKind.Orchestration when type != typeof(TaskOrchestrationContext):
                throw Unbindable(parameter, what, "an orchestration trigger is a TaskOrchestrationContext");
            default:
                break;
        }
    }

    private static ParameterSource Source(ParameterInfo parameter, SourceKind kind, Type? converter = null)
    {
        Dictionary<string, object> properties = [];
        if (parameter.GetCustomAttributes<Attribute>().FirstOrDefault(a => a is BindingAttribute or InputConverterAttribute) is { } attribute)
        {
            properties[AttributeKey] = attribute;
        }

        object? standard = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return new ParameterSource(
            new FunctionParameter(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, standard, properties), kind, converter);
    }

    private static FunctionWorkerException Unbindable(ParameterInfo parameter, string what, string why) =>
        new($"{what}: parameter '{parameter.Name}' of type {parameter.ParameterType} cannot be bound; {why}.");
}
