using System.Text;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>Reads and writes durable inputs and outputs with the worker's serializer.</summary>
internal sealed class SerializerConverter(ObjectSerializer serializer) : DataConverter
{
    public static SerializerConverter? For(WorkerOptions options) => options.Serializer is { } serializer ? new SerializerConverter(serializer) : null;

    public override object? Deserialize(string? data, Type targetType)
    {
        if (data is null)
        {
            return null;
        }

        using MemoryStream stream = new(Encoding.UTF8.GetBytes(data), writable: false);
        return serializer.Deserialize(stream, targetType, CancellationToken.None);
    }

    public override string? Serialize(object? value) =>
        value is null ? null : serializer.Serialize(value, value.GetType(), CancellationToken.None).ToString();
}
