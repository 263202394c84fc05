using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker
{
    /// <summary>Makes the object that an instance function runs on, once per invocation.</summary>
    public interface IFunctionActivator
    {
        /// <summary>Makes the object.</summary>
        /// <param name="instanceType">The function's class.</param>
        /// <param name="context">The invocation.</param>
        /// <returns>The object, or null for a static class.</returns>
        object? CreateInstance(Type instanceType, FunctionContext context);
    }

    /// <summary>Collects services and middleware of the worker.</summary>
    public interface IFunctionsWorkerApplicationBuilder
    {
        /// <summary>The services.</summary>
        IServiceCollection Services { get; }

        /// <summary>Adds middleware, run in the order added.</summary>
        /// <param name="middleware">Wraps the rest of the pipeline.</param>
        /// <returns>This builder.</returns>
        IFunctionsWorkerApplicationBuilder Use(Func<Middleware.FunctionExecutionDelegate, Middleware.FunctionExecutionDelegate> middleware);
    }
}

namespace Microsoft.Azure.Functions.Worker.Middleware
{
    /// <summary>The rest of the pipeline.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>A task that ends with the invocation.</returns>
    public delegate Task FunctionExecutionDelegate(FunctionContext context);

    /// <summary>Code that runs around every invocation.</summary>
    public interface IFunctionsWorkerMiddleware
    {
        /// <summary>Runs around one invocation.</summary>
        /// <param name="context">The invocation.</param>
        /// <param name="next">The rest of the pipeline.</param>
        /// <returns>A task that ends with the invocation.</returns>
        Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
    }
}

namespace Microsoft.Azure.Functions.Worker.Invocation
{
    /// <summary>Binds the inputs of a function and calls it.</summary>
    public interface IFunctionExecutor
    {
        /// <summary>Runs one invocation.</summary>
        /// <param name="context">The invocation.</param>
        /// <returns>A task that ends when the function has.</returns>
        ValueTask ExecuteAsync(FunctionContext context);
    }
}

namespace Microsoft.Azure.Functions.Worker.Context.Features
{
    /// <summary>Binds the inputs of an invocation, once.</summary>
    public interface IFunctionInputBindingFeature
    {
        /// <summary>Binds every parameter.</summary>
        /// <param name="context">The invocation.</param>
        /// <returns>The arguments in order.</returns>
        ValueTask<FunctionInputBindingResult> BindFunctionInputAsync(FunctionContext context);
    }

    /// <summary>The arguments of an invocation.</summary>
    public class FunctionInputBindingResult
    {
        /// <summary>Wraps arguments.</summary>
        /// <param name="values">The arguments in order.</param>
        public FunctionInputBindingResult(object?[] values) => Values = values;

        /// <summary>The arguments in order; replacing an element replaces the argument.</summary>
        public object?[] Values { get; }
    }
}
