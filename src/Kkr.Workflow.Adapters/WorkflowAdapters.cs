using Kkr.Workflow.Adapters.Graph;
using Kkr.Workflow.Adapters.SendGrid;
using Kkr.Workflow.Adapters.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Adapters;

/// <summary>Puts every port of the domain on Tables, Blobs, Graph and SendGrid.</summary>
public static class WorkflowAdapters
{
    /// <summary>
    /// Registers the adapters. Settings are read when first needed, so a host may still add configuration sources after this call; they are
    /// validated when the host starts, and an <see cref="OptionsValidationException"/> then names the key that is wrong.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">Holds <c>AzureWebJobsStorage</c>, <c>Graph:…</c> and <c>SendGrid:…</c>.</param>
    public static IServiceCollection AddWorkflowAdapters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Configure(options => StorageOptions.Read(options, configuration)).ValidateOnStart();
        services.AddOptions<GraphOptions>().Bind(configuration.GetSection(GraphOptions.Section)).ValidateOnStart();
        services.AddOptions<SendGridOptions>().Bind(configuration.GetSection(SendGridOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, OptionsValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GraphOptions>, OptionsValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SendGridOptions>, OptionsValidation>());
        return services;
    }
}
