using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Finds the serializer that the app chose in WorkerOptions.</summary>
internal static class WorkerSerializer
{
    public static ObjectSerializer Of(FunctionContext context) => Of(context.InstanceServices);

    public static ObjectSerializer Of(IServiceProvider services) =>
        services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer
        ?? throw new InvalidOperationException("WorkerOptions.Serializer is null, so nothing can be read or written.");
}
