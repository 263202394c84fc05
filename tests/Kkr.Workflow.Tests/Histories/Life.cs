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
    private static readonly string[] Reads =
    [
        "All", "Check", "Find", "Get", "Head", "List", "Load", "Locate", "Newest", "Open", "Prepare", "Read", "Replies", "Rows", "Scan", "Verify", "Versions", "get_",
    ];

    private static readonly string[] Writes =
    [
        "Add", "Append", "Cancel", "Checkpoint", "Commit", "Copy", "Create", "Delete", "Forget", "Keep", "Lift", "Move", "Prune", "Remove", "Renew", "Save", "Send",
        "Subscribe", "Tidy", "Update",
    ];

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

        bool isWrite = targetMethod!.Name != "WriteLeaseAsync" && IsWrite(targetMethod.Name);
        (bool isLast, bool isMade) = isWrite ? life.AtWrite(typeof(T).Name) : (false, true);
        object? answer = isMade ? Call(targetMethod, args) : null;
        if (!isLast)
        {
            return answer;
        }

        // The stores behind are memory: what is made is made when the call returns.
        life.End();
        throw Life.Over();
    }

    /// <summary>A new verb is asked for: a read taken for a write would be a finding that nobody has made.</summary>
    private static bool IsWrite(string method)
    {
        bool isWrite = StartsWithOneOf(method, Writes);
        return isWrite || StartsWithOneOf(method, Reads)
            ? isWrite
            : throw new InvalidOperationException($"Say in {nameof(MortalPort<>)} whether {typeof(T).Name}.{method} reads or writes.");
    }

    private static bool StartsWithOneOf(string method, string[] verbs) => Array.Exists(verbs, verb => method.StartsWith(verb, StringComparison.Ordinal));

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
