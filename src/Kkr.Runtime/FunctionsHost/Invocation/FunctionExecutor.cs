using System.Reflection;
using Kkr.Runtime.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>Binds the arguments, calls the method and puts what it returned in the context.</summary>
internal sealed class FunctionExecutor(IFunctionActivator activator) : IFunctionExecutor
{
    public async ValueTask ExecuteAsync(FunctionContext context)
    {
        EmbeddedFunctionContext invocation = EmbeddedContext.Of(context);
        FunctionEntry function = invocation.Function;
        FunctionInputBindingResult bound = await context.Features.Get<IFunctionInputBindingFeature>()!.BindFunctionInputAsync(context);
        object? instance = function.Method.IsStatic ? null : activator.CreateInstance(function.Method.DeclaringType!, context);
        try
        {
            object? returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, bound.Values, culture: null);
            invocation.Result = await function.Returns.UnwrapAsync(returned);
            TakeOutputs(invocation);
        }
        finally
        {
            await ReleaseAsync(instance);
        }
    }

    private static void TakeOutputs(EmbeddedFunctionContext invocation)
    {
        if (invocation.Result is not { } result || invocation.Function.Kind != TriggerKind.Http)
        {
            return;
        }

        foreach (PropertyInfo property in invocation.Function.Returns.HttpOutputs.Where(p => p.DeclaringType!.IsInstanceOfType(result)))
        {
            invocation.Outputs.Add(new OutputSlot(property.Name, "http", property.GetValue(result)));
        }
    }

    private static ValueTask ReleaseAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable later:
                return later.DisposeAsync();
            case IDisposable now:
                now.Dispose();
                break;
            default:
                break;
        }

        return ValueTask.CompletedTask;
    }
}
