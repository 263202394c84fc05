using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

/// <summary>Builds a client from the host's services.</summary>
public interface IDurableTaskClientBuilder
{
    /// <summary>Gets the client's name; empty for the default one.</summary>
    string Name { get; }

    /// <summary>Gets the host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Gets or sets the class of the client.</summary>
    Type? BuildTarget { get; set; }

    /// <summary>Makes the client.</summary>
    /// <param name="serviceProvider">The host's services.</param>
    /// <returns>The client.</returns>
    /// <exception cref="InvalidOperationException">No build target was chosen.</exception>
    DurableTaskClient Build(IServiceProvider serviceProvider);
}

/// <summary>Finds clients by name.</summary>
public interface IDurableTaskClientProvider
{
    /// <summary>Gets a client.</summary>
    /// <param name="name">Its name; the default client where null.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that name.</exception>
    DurableTaskClient GetClient(string? name = null);
}

/// <summary>The builder that <c>AddDurableTaskClient</c> uses.</summary>
public class DefaultDurableTaskClientBuilder : IDurableTaskClientBuilder
{
    private Type? _buildTarget;

    /// <summary>Makes a builder.</summary>
    /// <param name="name">The client's name; the default one where null.</param>
    /// <param name="services">The host's services.</param>
    public DefaultDurableTaskClientBuilder(string? name, IServiceCollection services)
    {
        Name = name ?? Options.DefaultName;
        Services = services;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }

    /// <inheritdoc/>
    public Type? BuildTarget
    {
        get => _buildTarget;
        set
        {
            if (value is not null && (value.IsAbstract || !typeof(DurableTaskClient).IsAssignableFrom(value)))
            {
                throw new ArgumentException($"{value} is not a concrete {nameof(DurableTaskClient)}.", nameof(value));
            }

            _buildTarget = value;
        }
    }

    /// <inheritdoc/>
    public DurableTaskClient Build(IServiceProvider serviceProvider) => _buildTarget is null
        ? throw new InvalidOperationException("No build target was chosen for the durable task client: call a Use method on its builder.")
        : (DurableTaskClient)ActivatorUtilities.CreateInstance(serviceProvider, _buildTarget, Name);
}
