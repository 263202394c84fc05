using System.Net;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Durable;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.FunctionsHost.Settings;
using Kkr.Runtime.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>The host's HTTP pipeline: the app's functions, the admin endpoints and durable management.</summary>
internal static class FunctionsWebPipeline
{
    public static void Use(IApplicationBuilder app)
    {
        IServiceProvider services = app.ApplicationServices;
        FunctionCatalog catalog = services.GetRequiredService<FunctionCatalog>();
        HostJson hostJson = services.GetRequiredService<HostJson>();
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Http");
        AnnounceAddress(services, logger);
        app.Use(AsTheRealHost(hostJson));
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            HttpFunctionRoutes.Map(endpoints, catalog, hostJson, logger);
            AdminEndpoints.Map(endpoints);
            if (catalog.UsesDurable)
            {
                DurableManagementEndpoints.Map(endpoints);
            }
        });
    }

    private static void AnnounceAddress(IServiceProvider services, ILogger logger)
    {
        IServer server = services.GetRequiredService<IServer>();
        EmbeddedHostAddress address = services.GetRequiredService<EmbeddedHostAddress>();
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() =>
        {
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } text)
            {
                address.Set(new Uri(text));
                HostAddress.Remember(address);
                HostLog.Listening(logger, address.BaseAddress);
            }
        });
    }

    /// <summary>Adds host.json's headers, and answers 404 rather than 405 where a route exists for other methods only.</summary>
    private static Func<RequestDelegate, RequestDelegate> AsTheRealHost(HostJson hostJson) => next => async context =>
    {
        foreach ((string name, string? value) in hostJson.CustomHeaders)
        {
            context.Response.Headers[name] = value;
        }

        await next(context);
        bool ours = context.GetEndpoint()?.Metadata.GetMetadata<FunctionEntry>() is not null;
        if (!ours && context.Response is { HasStarted: false, StatusCode: (int)HttpStatusCode.MethodNotAllowed })
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Headers.Remove("Allow");
        }
    };
}
