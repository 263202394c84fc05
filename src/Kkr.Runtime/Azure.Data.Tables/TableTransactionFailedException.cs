using System.Globalization;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>One action of a transaction failed, and so none of them was done.</summary>
public class TableTransactionFailedException : RequestFailedException, ISerializable
{
    /// <summary>Takes over status, error code and message of the failed action.</summary>
    /// <param name="requestFailedException">The service's answer; its message begins with the action's index and a colon.</param>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(NotNull(requestFailedException).Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException)
    {
        FailedTransactionActionIndex = IndexIn(requestFailedException.Message);
    }

    /// <summary>For serialization by old formatters; no state of its own is kept.</summary>
    /// <param name="info">The serialized data.</param>
    /// <param name="context">Where it comes from.</param>
    [Obsolete("Legacy serialization is kept for its signature only.", DiagnosticId = "SYSLIB0051")]
    protected TableTransactionFailedException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }

    /// <summary>The position, from 0, of the action that failed; null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static RequestFailedException NotNull(RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception, "requestFailedException");
        return exception;
    }

    private static int? IndexIn(string message)
    {
        int colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
    }
}
