using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>Options of a client.</summary>
public class DurableTaskClientOptions
{
    /// <summary>Gets or sets what writes inputs and events, and reads outputs.</summary>
    public DataConverter DataConverter { get; set; } = JsonDataConverter.Default;

    /// <summary>Gets or sets a value indicating whether entities are used; the embedded engine has none.</summary>
    public bool EnableEntitySupport { get; set; }

    /// <summary>Gets or sets the version of instances that are started without one.</summary>
    public string DefaultVersion { get; set; } = string.Empty;
}
