using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

/// <summary>Registration of durable task clients.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a client, or goes on configuring the one of that name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The client's name; the default one where null.</param>
    /// <returns>Its builder.</returns>
    public static IDurableTaskClientBuilder AddDurableTaskClient(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        name ??= Options.DefaultName;
        services.AddOptions();
        services.TryAddSingleton<IDurableTaskClientProvider, ClientProvider>();
        if (services.Select(d => d.ServiceType == typeof(ClientRegistration) ? d.ImplementationInstance as ClientRegistration : null)
            .FirstOrDefault(r => r?.Builder.Name == name) is { } existing)
        {
            return existing.Builder;
        }

        ClientRegistration registration = new(new DefaultDurableTaskClientBuilder(name, services));
        services.AddSingleton(registration);
        return registration.Builder;
    }

    /// <summary>Adds the default client, which can be injected as <see cref="DurableTaskClient"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Configures it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services, Action<IDurableTaskClientBuilder> configure) =>
        services.AddDurableTaskClient(Options.DefaultName, configure);

    /// <summary>Adds a client. The default one can be injected as <see cref="DurableTaskClient"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="configure">Configures it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services, string name, Action<IDurableTaskClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        IDurableTaskClientBuilder builder = services.AddDurableTaskClient(name);
        configure(builder);
        if (builder.Name.Length == 0)
        {
            builder.RegisterDirectly();
        }

        return services;
    }

    private sealed record ClientRegistration(DefaultDurableTaskClientBuilder Builder);

    private sealed class ClientProvider(IServiceProvider services, IEnumerable<ClientRegistration> registrations)
        : IDurableTaskClientProvider, IAsyncDisposable
    {
        private readonly Dictionary<string, Lazy<DurableTaskClient>> _clients = registrations.ToDictionary(
            registration => registration.Builder.Name, registration => new Lazy<DurableTaskClient>(() => registration.Builder.Build(services)));

        public DurableTaskClient GetClient(string? name = null) => _clients.TryGetValue(name ?? Options.DefaultName, out Lazy<DurableTaskClient>? client)
            ? client.Value
            : throw new ArgumentOutOfRangeException(nameof(name), name, "No durable task client of that name was added.");

        public async ValueTask DisposeAsync()
        {
            foreach (Lazy<DurableTaskClient> client in _clients.Values.Where(client => client.IsValueCreated))
            {
                await client.Value.DisposeAsync();
            }
        }
    }
}
