using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Kkr.Runtime.FunctionsHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.FunctionsHost.Discovery;

/// <summary>Reads one method as a function, or says what is wrong with it.</summary>
internal sealed partial class FunctionReader(IConfiguration settings, bool aspNetCore, bool anyConverter)
{
    private readonly ParameterReader _parameters = new(aspNetCore, anyConverter);

    public FunctionEntry Read(MethodInfo method)
    {
        string name = method.GetCustomAttribute<FunctionAttribute>(inherit: false)!.Name;
        string what = $"Function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        if (name is null || !ValidName().IsMatch(name))
        {
            throw new FunctionWorkerException($"{what}: a name is a letter followed by letters, digits, '_' or '-', 127 characters at most.");
        }

        if (!method.DeclaringType.IsVisible)
        {
            throw new FunctionWorkerException($"{what}: the class must be public.");
        }

        if (method.ContainsGenericParameters || (method.DeclaringType.IsAbstract && !method.IsStatic))
        {
            throw new FunctionWorkerException($"{what}: a function is a non-generic method of a class that can be made.");
        }

        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<System.Runtime.CompilerServices.AsyncStateMachineAttribute>() is not null)
        {
            throw new FunctionWorkerException($"{what}: 'async void' cannot be awaited; return Task.");
        }

        (int index, TriggerBindingAttribute trigger) = TriggerOf(method, what);
        TriggerKind kind = trigger switch
        {
            HttpTriggerAttribute => TriggerKind.Http,
            TimerTriggerAttribute => TriggerKind.Timer,
            OrchestrationTriggerAttribute => TriggerKind.Orchestration,
            ActivityTriggerAttribute => TriggerKind.Activity,
            _ => throw new FunctionWorkerException(
                $"{what}: the embedded host does not know the trigger {trigger.GetType().Name}. It knows HTTP, timer, orchestration and activity triggers."),
        };

        ReturnShape returns = ReturnShape.Of(method);
        ImmutableArray<ParameterSource> sources = [.. method.GetParameters().Select((p, i) => _parameters.Read(p, i == index, kind, what))];
        CheckOutputs(method, returns, what);
        if (trigger is TimerTriggerAttribute timer)
        {
            CheckSchedule(timer, what);
        }

        RetryAttribute? retry = method.GetCustomAttribute<RetryAttribute>();
        CheckRetry(retry, what);

        return new FunctionEntry
        {
            Name = NameOf(trigger, name),
            Method = method,
            Kind = kind,
            Trigger = trigger,
            TriggerIndex = index,
            Sources = sources,
            Returns = returns,
            Retry = retry,
            Definition = new EmbeddedDefinition(name, method, [.. sources.Select(s => s.Parameter)], Inputs(method, index, kind, sources), Outputs(kind, returns)),
        };
    }

    /// <summary>Durable triggers may give the task another name than the function's.</summary>
    private static string NameOf(TriggerBindingAttribute trigger, string name) => trigger switch
    {
        OrchestrationTriggerAttribute { Orchestration: { Length: > 0 } given } => given,
        ActivityTriggerAttribute { Activity: { Length: > 0 } given } => given,
        _ => name,
    };

    private static (int Index, TriggerBindingAttribute Trigger) TriggerOf(MethodInfo method, string what)
    {
        (int Index, TriggerBindingAttribute Trigger)[] triggers =
        [
            .. method.GetParameters().SelectMany((p, i) => p.GetCustomAttributes<TriggerBindingAttribute>().Select(a => (i, a))),
        ];
        return triggers.Length == 1
            ? triggers[0]
            : throw new FunctionWorkerException($"{what}: a function has exactly one trigger; this has {triggers.Length}.");
    }

    private static void CheckOutputs(MethodInfo method, ReturnShape returns, string what)
    {
        IEnumerable<OutputBindingAttribute> outputs = method.GetCustomAttributes<OutputBindingAttribute>();
        if (returns.ValueType is { IsClass: true } type && type != typeof(string))
        {
            outputs = outputs.Concat(type.GetProperties().SelectMany(p => p.GetCustomAttributes<OutputBindingAttribute>()));
        }

        if (outputs.FirstOrDefault(o => o is not HttpResultAttribute) is { } unknown)
        {
            throw new FunctionWorkerException($"{what}: the embedded host does not know the output {unknown.GetType().Name}. It knows HTTP results only.");
        }
    }

    private void CheckSchedule(TimerTriggerAttribute timer, string what)
    {
        try
        {
            TimerSchedule.Parse(timer.Schedule, settings);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new FunctionWorkerException($"{what}: {e.Message}", e);
        }
    }

    private static void CheckRetry(RetryAttribute? retry, string what)
    {
        IEnumerable<string> intervals = retry switch
        {
            FixedDelayRetryAttribute fixedDelay => [fixedDelay.DelayInterval],
            ExponentialBackoffRetryAttribute backoff => [backoff.MinimumInterval, backoff.MaximumInterval],
            _ => [],
        };
        if (intervals.FirstOrDefault(i => !TimeSpan.TryParse(i, CultureInfo.InvariantCulture, out TimeSpan span) || span < TimeSpan.Zero) is { } wrong)
        {
            throw new FunctionWorkerException($"{what}: the retry interval '{wrong}' is not hh:mm:ss.");
        }
    }

    private static ImmutableDictionary<string, BindingMetadata> Inputs(
        MethodInfo method, int triggerIndex, TriggerKind kind, ImmutableArray<ParameterSource> sources)
    {
        ImmutableDictionary<string, BindingMetadata>.Builder inputs = ImmutableDictionary.CreateBuilder<string, BindingMetadata>();
        string trigger = method.GetParameters()[triggerIndex].Name!;
        string type = kind switch
        {
            TriggerKind.Http => "httpTrigger",
            TriggerKind.Timer => "timerTrigger",
            TriggerKind.Orchestration => "orchestrationTrigger",
            _ => "activityTrigger",
        };
        inputs.Add(trigger, new EmbeddedBinding(trigger, type, BindingDirection.In));
        foreach (ParameterSource source in sources.Where(s => s.Kind == SourceKind.DurableClient))
        {
            inputs.Add(source.Parameter.Name, new EmbeddedBinding(source.Parameter.Name, "durableClient", BindingDirection.In));
        }

        return inputs.ToImmutable();
    }

    private static ImmutableDictionary<string, BindingMetadata> Outputs(TriggerKind kind, ReturnShape returns)
    {
        if (kind != TriggerKind.Http)
        {
            return ImmutableDictionary<string, BindingMetadata>.Empty;
        }

        IEnumerable<string> names = returns.HttpOutputs.IsEmpty ? ["$return"] : returns.HttpOutputs.Select(p => p.Name);
        return names.ToImmutableDictionary(n => n, n => (BindingMetadata)new EmbeddedBinding(n, "http", BindingDirection.Out));
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidName();
}
