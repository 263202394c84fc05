using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>One process's life. It may be made to end before or after a write to come; from then on nothing is written or answered any more.</summary>
internal sealed class Life
{
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writesLeft = -1;
    private bool afterTheWrite;

    public Task Died => died.Task;

    public bool IsOver => died.Task.IsCompleted;

    /// <summary>How many writes each port has made, and the engine's store.</summary>
    public ConcurrentDictionary<string, int> Writes { get; } = new(StringComparer.Ordinal);

    public void End() => died.TrySetResult();

    /// <summary>Ends this life at the n-th write from now.</summary>
    public void EndAtWrite(int number, bool after)
    {
        afterTheWrite = after;
        Volatile.Write(ref writesLeft, number);
    }

    /// <summary>Whether this write is the last, and whether it is still made.</summary>
    public (bool IsLast, bool IsMade) AtWrite(string port)
    {
        Writes.AddOrUpdate(port, 1, (_, count) => count + 1);
        if (Volatile.Read(ref writesLeft) < 0 || Interlocked.Decrement(ref writesLeft) != 0)
        {
            return (false, true);
        }

        return (true, afterTheWrite);
    }

    public static IOException Over() => new("The process has ended.");
}

/// <summary>A port as one process sees it: it answers only while the process lives, and the process may die at any write.</summary>
/// <remarks>The class is not sealed because the proxy's generated type derives from it.</remarks>
internal class MortalPort<T> : DispatchProxy
    where T : class
{
    private static readonly string[] Reads = ["Find", "List", "Load", "Read", "All", "Open", "Locate", "Replies", "Scan", "Prepare", "get_", "Get", "Verify", "Check"];

    private T inner = null!;
    private Life life = null!;

    public static T Of(T inner, Life life)
    {
        T port = Create<T, MortalPort<T>>();
        MortalPort<T> mortal = (MortalPort<T>)(object)port;
        mortal.inner = inner;
        mortal.life = life;
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (life.IsOver)
        {
            throw Life.Over();
        }

        bool isWrite = !Array.Exists(Reads, read => targetMethod!.Name.StartsWith(read, StringComparison.Ordinal)) && targetMethod!.Name != "WriteLeaseAsync";
        (bool isLast, bool isMade) = isWrite ? life.AtWrite(typeof(T).Name) : (false, true);
        object? answer = isMade ? Call(targetMethod!, args) : null;
        if (!isLast)
        {
            return answer;
        }

        // The stores behind are memory: what is made is made when the call returns.
        life.End();
        throw Life.Over();
    }

    private object? Call(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(inner, args);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}
