using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Reads and replaces what an invocation takes in and gives out.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>Gets what the function returned; meaningful in middleware after <c>next</c>.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The result.</returns>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new ContextInvocationResult(context);

    /// <summary>Gets what the function returned, as a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The invocation.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) => new ContextInvocationResult<T>(context);

    /// <summary>Gets the outputs beside the return value that are of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The invocation.</param>
    /// <returns>The outputs.</returns>
    public static IEnumerable<OutputBindingData<T>> GetOutputBindings<T>(this FunctionContext context) => ContextOutputs.Of<T>(context);

    /// <summary>Binds one input ahead of the function.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The invocation.</param>
    /// <param name="bindingMetadata">Which input.</param>
    /// <returns>The input, whose value may be replaced.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type, or the function has no such input.</exception>
    public static ValueTask<InputBindingData<T>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata) =>
        ContextInputs.BindAsync<T>(context, bindingMetadata);
}

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextHttpRequestExtensions
{
    /// <summary>Gets the request.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The request, or null where HTTP did not start the function.</returns>
    public static async ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IHttpRequestDataFeature? feature = context.Features.Get<IHttpRequestDataFeature>();
        return feature is null ? null : await feature.GetHttpRequestDataAsync(context);
    }

    /// <summary>Gets the response that the function returned, directly or as its HTTP output.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The response, or null.</returns>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context) =>
        context.GetInvocationResult().Value as HttpResponseData
        ?? context.GetOutputBindings<object>().FirstOrDefault(o => o.BindingType == "http")?.Value as HttpResponseData;
}

/// <summary>Loggers of an invocation.</summary>
public static class FunctionContextLoggerExtensions
{
    /// <summary>Gets a logger.</summary>
    /// <typeparam name="T">The type that names its category.</typeparam>
    /// <param name="context">The invocation.</param>
    /// <returns>The logger.</returns>
    public static ILogger<T> GetLogger<T>(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.InstanceServices.GetRequiredService<ILogger<T>>();
    }

    /// <summary>Gets a logger.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="categoryName">Its category.</param>
    /// <returns>The logger.</returns>
    public static ILogger GetLogger(this FunctionContext context, string categoryName)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(categoryName);
    }
}
