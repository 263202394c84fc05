using Kkr.Runtime.FunctionsHost.Http;
using Kkr.Runtime.FunctionsHost.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker
{
    /// <summary>Gets ASP.NET Core's view of an invocation.</summary>
    public static class FunctionContextExtensions
    {
        /// <summary>Gets the HTTP context.</summary>
        /// <param name="context">The invocation.</param>
        /// <returns>The HTTP context, or null where HTTP did not start the function.</returns>
        public static HttpContext? GetHttpContext(this FunctionContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            return context.Items.TryGetValue(HttpItems.Context, out object? value) ? value as HttpContext : null;
        }
    }
}

namespace Microsoft.Azure.Functions.Worker.Builder
{
    /// <summary>Lets HTTP functions use ASP.NET Core's types.</summary>
    public static class FunctionsApplicationBuilderAspNetCoreExtensions
    {
        /// <summary>Adds the ASP.NET Core integration.</summary>
        /// <param name="builder">The app's builder.</param>
        /// <returns>The app's builder.</returns>
        public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            FunctionsHostRegistration.AddAspNetCore(builder.Services);
            return builder;
        }
    }
}

namespace Microsoft.Extensions.Hosting
{
    /// <summary>Lets HTTP functions use ASP.NET Core's types.</summary>
    public static class FunctionsHostBuilderExtensions
    {
        /// <summary>Adds the worker with the ASP.NET Core integration.</summary>
        /// <param name="builder">The host builder.</param>
        /// <returns>The host builder.</returns>
        public static IHostBuilder ConfigureFunctionsWebApplication(this IHostBuilder builder) =>
            builder.ConfigureFunctionsWebApplication((_, _) => { });

        /// <summary>Adds the worker with the ASP.NET Core integration.</summary>
        /// <param name="builder">The host builder.</param>
        /// <param name="configureWorker">Adds middleware.</param>
        /// <returns>The host builder.</returns>
        public static IHostBuilder ConfigureFunctionsWebApplication(this IHostBuilder builder, Action<IFunctionsWorkerApplicationBuilder> configureWorker) =>
            builder.ConfigureFunctionsWebApplication((_, worker) => configureWorker(worker));

        /// <summary>Adds the worker with the ASP.NET Core integration.</summary>
        /// <param name="builder">The host builder.</param>
        /// <param name="configureWorker">Adds middleware.</param>
        /// <returns>The host builder.</returns>
        public static IHostBuilder ConfigureFunctionsWebApplication(
            this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configureWorker)
        {
            ArgumentNullException.ThrowIfNull(builder);
            return WebHostAssembly.Configure(builder, configureWorker, configureOptions: null, aspNetCore: true);
        }
    }
}
