using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>Makes function classes with constructor injection from the invocation's scope.</summary>
internal sealed class FunctionActivator : IFunctionActivator
{
    private readonly ConcurrentDictionary<Type, ObjectFactory> _factories = new();

    public object? CreateInstance(Type instanceType, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(instanceType);
        ArgumentNullException.ThrowIfNull(context);
        return instanceType is { IsAbstract: true, IsSealed: true }
            ? null
            : _factories.GetOrAdd(instanceType, static t => ActivatorUtilities.CreateFactory(t, []))(context.InstanceServices, []);
    }
}
