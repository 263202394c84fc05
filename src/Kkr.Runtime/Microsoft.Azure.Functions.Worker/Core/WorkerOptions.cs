using System.Collections;
using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the worker behaves.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes bodies, durable inputs and outputs. JSON that ignores the case of names unless set.</summary>
    public ObjectSerializer? Serializer { get; set; } =
        new JsonObjectSerializer(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    /// <summary>Converters tried before the built-in ones, in order.</summary>
    public InputConverterCollection InputConverters { get; } = new();

    /// <summary>What the worker states that it can do. Kept for the app; the embedded host asks for nothing.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a function's own exception is reported unwrapped. Always so in the embedded host.</summary>
    public bool EnableUserCodeException { get; set; } = true;

    /// <summary>Whether empty entries are kept in trigger data. Always so in the embedded host.</summary>
    public bool IncludeEmptyEntriesInMessagePayload { get; set; }
}

/// <summary>Types of <see cref="IInputConverter"/> in the order they are tried.</summary>
public sealed class InputConverterCollection : IEnumerable<Type>
{
    private readonly List<Type> _types = [];

    /// <summary>An empty collection.</summary>
    public InputConverterCollection()
    {
    }

    /// <summary>Adds a converter last.</summary>
    /// <typeparam name="T">The converter.</typeparam>
    public void Register<T>()
        where T : IInputConverter => _types.Add(typeof(T));

    /// <summary>Adds a converter at a place.</summary>
    /// <typeparam name="T">The converter.</typeparam>
    /// <param name="index">The place, from zero.</param>
    public void RegisterAt<T>(int index)
        where T : IInputConverter => _types.Insert(index, typeof(T));

    /// <summary>Removes every converter.</summary>
    public void Clear() => _types.Clear();

    /// <summary>Goes through the converters in order.</summary>
    /// <returns>The types.</returns>
    public IEnumerator<Type> GetEnumerator() => _types.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
