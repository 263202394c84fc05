using Kkr.Runtime.FunctionsHost.Binding;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http
{
    /// <summary>Binds a parameter of an HTTP function to the request body, read as JSON.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromBodyAttribute : InputConverterAttribute
    {
        /// <summary>Initialises the attribute.</summary>
        public FromBodyAttribute()
            : base(typeof(RequestBodyConverter))
        {
        }
    }
}

namespace Microsoft.Azure.Functions.Worker.Extensions.Http.Converters
{
    /// <summary>Turns a request body into a parameter's type; replace it in an invocation's features to read other formats.</summary>
    public interface IFromBodyConversionFeature
    {
        /// <summary>Reads the body of the invocation's request.</summary>
        /// <param name="context">The invocation.</param>
        /// <param name="targetType">The parameter's type.</param>
        /// <returns>The value, or null for an empty body.</returns>
        ValueTask<object?> ConvertAsync(FunctionContext context, Type targetType);
    }
}
