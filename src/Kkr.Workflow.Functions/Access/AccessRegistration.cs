using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Registers who may do what.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Configure(options => AccessOptions.Read(options, configuration)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidation>());
        services.AddSingleton<Callers>();
        services.AddSingleton<OwnThings>();
        services.AddSingleton<DocumentGate>();
    }
}
