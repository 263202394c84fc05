using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Kkr.Runtime.FunctionsHost.Discovery;

/// <summary>What starts a function.</summary>
internal enum TriggerKind
{
    Http,
    Timer,
    Orchestration,
    Activity,
}

/// <summary>One function of the app, checked and ready to be invoked.</summary>
internal sealed class FunctionEntry
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    public required TriggerKind Kind { get; init; }

    public required TriggerBindingAttribute Trigger { get; init; }

    public required int TriggerIndex { get; init; }

    /// <summary>How each parameter gets its value.</summary>
    public required ImmutableArray<ParameterSource> Sources { get; init; }

    public required FunctionDefinition Definition { get; init; }

    public required ReturnShape Returns { get; init; }

    public RetryAttribute? Retry { get; init; }

    public bool UsesDurable => Kind is TriggerKind.Orchestration or TriggerKind.Activity || Sources.Any(s => s.Kind == SourceKind.DurableClient);

    public ParameterInfo TriggerParameter => Method.GetParameters()[TriggerIndex];

    public override string ToString() => $"{Name} ({Definition.EntryPoint})";
}

/// <summary>How a parameter gets its value.</summary>
internal enum SourceKind
{
    Trigger,
    Body,
    Converter,
    Context,
    Cancellation,
    DurableClient,
    OrchestrationInput,
    BindingData,
}

/// <summary>A parameter and how it gets its value.</summary>
internal sealed record ParameterSource(FunctionParameter Parameter, SourceKind Kind, Type? ConverterType = null);
