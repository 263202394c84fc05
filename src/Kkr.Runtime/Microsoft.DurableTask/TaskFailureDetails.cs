namespace Microsoft.DurableTask;

/// <summary>A failure as stored in a history: what is left of an exception when it crosses a durable boundary.</summary>
/// <param name="ErrorType">The exception's full type name.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its stack trace, for people to read.</param>
/// <param name="InnerFailure">What caused it.</param>
/// <param name="Properties">Further values that an exception properties provider added.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    private const int MaxDepth = 16;

    /// <summary>Makes the details of an exception and, through <see cref="Exception.InnerException"/>, of its causes.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The details.</returns>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return From(exception, 0)!;
    }

    /// <summary>Tells whether the failure is of a type or of one derived from it, by looking the stored type name up.</summary>
    /// <typeparam name="T">The exception type.</typeparam>
    /// <returns>True if it is; false too when the type cannot be found in this process.</returns>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Tells whether the failure is of a type or of one derived from it, by looking the stored type name up.</summary>
    /// <param name="targetBaseExceptionType">The exception type.</param>
    /// <returns>True if it is; false too when the type cannot be found in this process.</returns>
    /// <exception cref="ArgumentException">The type is not an exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException($"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        return FindType(ErrorType) is { } type && targetBaseExceptionType.IsAssignableFrom(type);
    }

    /// <summary>Gives type and message.</summary>
    /// <returns>For instance <c>System.InvalidOperationException: no stock</c>.</returns>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private static TaskFailureDetails? From(Exception? exception, int depth) => exception switch
    {
        null => null,
        _ when depth == MaxDepth => null,
        // The failed task's own details say more than the exception that carried them; its InnerException is null by design.
        TaskFailedException failed => new(
            typeof(TaskFailedException).FullName!, failed.Message, failed.StackTrace, failed.FailureDetails, failed.FailureDetails.Properties),
        _ => new(
            exception.GetType().FullName ?? exception.GetType().Name,
            exception.Message,
            exception.StackTrace,
            From(exception.InnerException, depth + 1),
            null),
    };

    private static Type? FindType(string name) => Type.GetType(name, throwOnError: false)
        ?? AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).Select(a => a.GetType(name, throwOnError: false)).FirstOrDefault(t => t is not null);
}
