using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Kkr.Runtime.FunctionsHost.Discovery;

/// <summary>What a function's return type says: whether it is awaited, whether there is a value, which of its properties are outputs.</summary>
internal sealed class ReturnShape
{
    private readonly Func<object?, Task<object?>> _unwrap;

    private ReturnShape(Type? valueType, ImmutableArray<PropertyInfo> httpOutputs, Func<object?, Task<object?>> unwrap)
    {
        ValueType = valueType;
        HttpOutputs = httpOutputs;
        _unwrap = unwrap;
    }

    /// <summary>The value's type; null when there is no value.</summary>
    public Type? ValueType { get; }

    /// <summary>The properties that carry the HTTP response, when the value is an object of several outputs.</summary>
    public ImmutableArray<PropertyInfo> HttpOutputs { get; }

    public static ReturnShape Of(MethodInfo method)
    {
        Type type = method.ReturnType;
        Type? generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (type == typeof(void))
        {
            return new ReturnShape(null, [], _ => Task.FromResult<object?>(null));
        }

        if (type == typeof(Task))
        {
            return new ReturnShape(null, [], AwaitTask);
        }

        if (type == typeof(ValueTask))
        {
            return new ReturnShape(null, [], value => AwaitTask(((ValueTask)value!).AsTask()));
        }

        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
        {
            Type inner = type.GetGenericArguments()[0];
            string name = generic == typeof(Task<>) ? nameof(AwaitTaskOf) : nameof(AwaitValueTaskOf);
            MethodInfo unwrap = typeof(ReturnShape).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(inner);
            return new ReturnShape(inner, OutputsOf(inner), unwrap.CreateDelegate<Func<object?, Task<object?>>>());
        }

        return new ReturnShape(type, OutputsOf(type), Task.FromResult);
    }

    /// <summary>Awaits what the method returned. No ConfigureAwait here: orchestrators must stay on the engine's context.</summary>
    public Task<object?> UnwrapAsync(object? returned) => _unwrap(returned);

    private static ImmutableArray<PropertyInfo> OutputsOf(Type type)
    {
        if (!type.IsClass || type == typeof(string) || IsResponse(type))
        {
            return [];
        }

        PropertyInfo[] properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];
        PropertyInfo[] marked = [.. properties.Where(p => p.IsDefined(typeof(HttpResultAttribute)))];
        return [.. marked.Length > 0 ? marked : properties.Where(p => typeof(HttpResponseData).IsAssignableFrom(p.PropertyType))];
    }

    private static bool IsResponse(Type type) => typeof(HttpResponseData).IsAssignableFrom(type)
        || typeof(IActionResult).IsAssignableFrom(type) || typeof(IResult).IsAssignableFrom(type);

    private static async Task<object?> AwaitTask(object? value)
    {
        await (Task)value!;
        return null;
    }

    private static async Task<object?> AwaitTaskOf<T>(object? value) => await (Task<T>)value!;

    private static async Task<object?> AwaitValueTaskOf<T>(object? value) => await (ValueTask<T>)value!;
}
