#nullable disable // The dictionary's values may be null, and its interface, as in the published package, does not say so.

using System.Collections;

namespace Azure.Data.Tables;

public sealed partial class TableEntity : IDictionary<string, object>
{
    /// <summary>The names of all properties, keys and system properties among them.</summary>
    public ICollection<string> Keys => _properties.Keys;

    /// <summary>How many properties there are, keys and system properties among them.</summary>
    public int Count => _properties.Count;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>The value of a property: null when it is missing.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>The value, or null.</returns>
    public object this[string key]
    {
        get => _properties.GetValueOrDefault(key);
        set => _properties[key] = value;
    }

    /// <summary>Adds a property.</summary>
    /// <param name="key">The property's name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">A property of that name exists.</exception>
    public void Add(string key, object value) => _properties.Add(key, value);

    /// <summary>Whether the row has the property.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>True when it has.</returns>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <summary>Removes a property.</summary>
    /// <param name="key">The property's name.</param>
    /// <returns>True when it was there.</returns>
    public bool Remove(string key) => _properties.Remove(key);

    /// <summary>Gives the value of a property if the row has it.</summary>
    /// <param name="key">The property's name.</param>
    /// <param name="value">The value, or null.</param>
    /// <returns>True when the row has it.</returns>
    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    /// <summary>Removes every property, the keys too.</summary>
    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => _properties.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item)
        => ((ICollection<KeyValuePair<string, object>>)_properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex)
        => ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item)
        => ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();
}
