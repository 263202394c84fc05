namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Turns what a trigger delivers into a parameter's value.</summary>
public interface IInputConverter
{
    /// <summary>Converts, or says that it cannot.</summary>
    /// <param name="context">What to convert and into what.</param>
    /// <returns>The outcome.</returns>
    ValueTask<ConversionResult> ConvertAsync(ConverterContext context);
}

/// <summary>What an <see cref="IInputConverter"/> is asked to convert.</summary>
public abstract class ConverterContext
{
    /// <summary>Initialises the context.</summary>
    protected ConverterContext()
    {
    }

    /// <summary>The parameter's type.</summary>
    public abstract Type TargetType { get; }

    /// <summary>What the trigger delivered; null when there is nothing.</summary>
    public abstract object? Source { get; }

    /// <summary>The invocation.</summary>
    public abstract FunctionContext FunctionContext { get; }

    /// <summary>Facts about the parameter, its binding attribute among them.</summary>
    public abstract IReadOnlyDictionary<string, object> Properties { get; }
}

/// <summary>How a conversion went.</summary>
public enum ConversionStatus
{
    /// <summary>The converter does not know this kind of value.</summary>
    Unhandled = 0,

    /// <summary>There is a value.</summary>
    Succeeded = 1,

    /// <summary>The value is known but wrong.</summary>
    Failed = 2,
}

/// <summary>The outcome of a conversion.</summary>
public readonly struct ConversionResult
{
    private ConversionResult(ConversionStatus status, object? value, Exception? error)
    {
        Status = status;
        Value = value;
        Error = error;
    }

    /// <summary>How it went.</summary>
    public ConversionStatus Status { get; }

    /// <summary>The value, when it succeeded.</summary>
    public object? Value { get; }

    /// <summary>What was wrong, when it failed.</summary>
    public Exception? Error { get; }

    /// <summary>There is a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The outcome.</returns>
    public static ConversionResult Success(object? value) => new(ConversionStatus.Succeeded, value, null);

    /// <summary>The value is wrong.</summary>
    /// <param name="exception">What is wrong.</param>
    /// <returns>The outcome.</returns>
    public static ConversionResult Failed(Exception exception) => new(ConversionStatus.Failed, null, exception);

    /// <summary>Leaves the value to another converter.</summary>
    /// <returns>The outcome.</returns>
    public static ConversionResult Unhandled() => default;
}

/// <summary>Names the converter of one parameter or type.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct)]
public class InputConverterAttribute : Attribute
{
    /// <summary>Names the converter.</summary>
    /// <param name="converterType">A type that implements <see cref="IInputConverter"/>.</param>
    public InputConverterAttribute(Type converterType) => ConverterType = converterType;

    /// <summary>The converter.</summary>
    public Type ConverterType { get; }
}
