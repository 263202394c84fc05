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
internal sealed class FunctionInvoker
{
    private readonly WorkerBuilder _worker;
    private readonly IFunctionExecutor _executor;
    private readonly IServiceScopeFactory _scopes;
    private readonly HostMetrics _metrics;
    private readonly ILoggerFactory _loggers;
    private readonly FunctionExecutionDelegate _pipeline;

    public FunctionInvoker(WorkerBuilder worker, IFunctionExecutor executor, IServiceScopeFactory scopes, HostMetrics metrics, ILoggerFactory loggers)
    {
        _worker = worker;
        _executor = executor;
        _scopes = scopes;
        _metrics = metrics;
        _loggers = loggers;
        _pipeline = worker.Build(context => executor.ExecuteAsync(context).AsTask());
    }

    /// <summary>Makes an invocation with a scope of its own. It is to be run once and disposed.</summary>
    public FunctionRun Begin(FunctionEntry function, TriggerInput input, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        EmbeddedFunctionContext context = new(function, input, scope.ServiceProvider, cancellationToken);
        context.Features.Set<IFunctionInputBindingFeature>(ArgumentBinder.Instance);
        context.Features.Set(_executor);
        return new FunctionRun(this, scope, context);
    }

    private async Task RunAsync(EmbeddedFunctionContext context, FunctionExecutionDelegate pipeline)
    {
        string name = context.FunctionDefinition.Name;
        ILogger logger = _loggers.CreateLogger($"Function.{name}");

        // An orchestrator sleeps for months and may be dropped from memory meanwhile, so it is neither traced nor counted as running.
        bool lasting = context.Function.Kind == TriggerKind.Orchestration;
        using IDisposable? scope = logger.BeginScope(new Dictionary<string, object>
        {
            ["InvocationId"] = context.InvocationId,
            ["FunctionName"] = name,
        });
        using Activity? activity = lasting ? null : HostMetrics.Traces.StartActivity(name);
        activity?.SetTag("faas.invocation_id", context.InvocationId);
        LogLevel level = lasting ? LogLevel.Debug : LogLevel.Information;
        HostLog.Executing(logger, level, name, context.InvocationId, context.Input.Reason);
        _metrics.Began(name, lasting);
        long start = Stopwatch.GetTimestamp();
        string outcome = "failed";
        try
        {
            await pipeline(context);
            outcome = "succeeded";
            HostLog.Executed(logger, level, name, context.InvocationId, Elapsed(start));
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
            _metrics.Ended(name, lasting, outcome, Elapsed(start));
        }
    }

    private static double Elapsed(long start) => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);

    /// <summary>One invocation and its scope.</summary>
    internal sealed class FunctionRun(FunctionInvoker invoker, AsyncServiceScope scope, EmbeddedFunctionContext context) : IAsyncDisposable
    {
        public EmbeddedFunctionContext Context => context;

        public Task RunAsync() => invoker.RunAsync(context, invoker._pipeline);

        /// <summary>Runs the middleware around a call that the caller makes itself.</summary>
        public Task RunAroundAsync(Func<Task> call) => invoker.RunAsync(context, invoker._worker.Build(_ => call()));

        /// <summary>Calls the function without middleware and tells its result.</summary>
        public async Task<object?> CallAsync()
        {
            await invoker._executor.ExecuteAsync(context);
            return context.Result;
        }

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
