namespace Microsoft.Azure.Functions.Worker;

/// <summary>The addresses at which one orchestration can be watched and steered.</summary>
public class HttpManagementPayload
{
    /// <summary>Initialises an empty payload.</summary>
    public HttpManagementPayload()
    {
    }

    /// <summary>The instance's id.</summary>
    public string? Id { get; internal set; }

    /// <summary>DELETE purges the instance's history.</summary>
    public string? PurgeHistoryDeleteUri { get; internal set; }

    /// <summary>POST raises an event; <c>{eventName}</c> is to be replaced.</summary>
    public string? SendEventPostUri { get; internal set; }

    /// <summary>GET tells the status.</summary>
    public string? StatusQueryGetUri { get; internal set; }

    /// <summary>POST terminates; <c>{text}</c> is to be replaced by the reason.</summary>
    public string? TerminatePostUri { get; internal set; }

    /// <summary>POST suspends; <c>{text}</c> is to be replaced by the reason.</summary>
    public string? SuspendPostUri { get; internal set; }

    /// <summary>POST resumes; <c>{text}</c> is to be replaced by the reason.</summary>
    public string? ResumePostUri { get; internal set; }

    /// <summary>POST starts the instance anew.</summary>
    public string? RestartPostUri { get; internal set; }

    /// <summary>POST rewinds a failed instance; the embedded engine answers 501.</summary>
    public string? RewindPostUri { get; internal set; }
}
