using System.Diagnostics;
using Kkr.Runtime.FunctionsHost.Binding;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Startup;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>Runs invocations of every kind: scope, context, middleware, function, log.</summary>
internal sealed class FunctionInvoker(
    WorkerBuilder worker, IFunctionExecutor executor, IServiceScopeFactory scopes, HostMetrics metrics, ILoggerFactory loggers)
{
    private readonly FunctionExecutionDelegate _pipeline = worker.Build(context => executor.ExecuteAsync(context).AsTask());

    /// <summary>Makes an invocation with a scope of its own. It is to be run once and disposed.</summary>
    public FunctionRun Begin(FunctionEntry function, TriggerInput input, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        EmbeddedFunctionContext context = new(function, input, scope.ServiceProvider, cancellationToken);
        context.Features.Set<IFunctionInputBindingFeature>(ArgumentBinder.Instance);
        context.Features.Set(executor);
        return new FunctionRun(this, scope, context);
    }

    private async Task RunAsync(EmbeddedFunctionContext context, FunctionExecutionDelegate pipeline)
    {
        string name = context.FunctionDefinition.Name;
        ILogger logger = loggers.CreateLogger($"Function.{name}");
        using IDisposable? scope = logger.BeginScope(new Dictionary<string, object>
        {
            ["InvocationId"] = context.InvocationId,
            ["FunctionName"] = name,
        });
        using Activity? activity = HostMetrics.Traces.StartActivity(name);
        activity?.SetTag("faas.invocation_id", context.InvocationId);
        HostLog.Executing(logger, name, context.InvocationId, context.Input.Reason);
        metrics.Began(name);
        long start = Stopwatch.GetTimestamp();
        string outcome = "failed";
        try
        {
            await pipeline(context);
            outcome = "succeeded";
            HostLog.Executed(logger, name, context.InvocationId, Elapsed(start));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            outcome = "cancelled";
            HostLog.Cancelled(logger, name, context.InvocationId, Elapsed(start));
            throw;
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            HostLog.Failed(logger, e, name, context.InvocationId, Elapsed(start));
            throw;
        }
        finally
        {
            metrics.Ended(name, outcome, Elapsed(start));
        }
    }

    private static double Elapsed(long start) => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);

    /// <summary>One invocation and its scope.</summary>
    internal sealed class FunctionRun(FunctionInvoker invoker, AsyncServiceScope scope, EmbeddedFunctionContext context) : IAsyncDisposable
    {
        public EmbeddedFunctionContext Context => context;

        public Task RunAsync() => invoker.RunAsync(context, invoker._pipeline);

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
