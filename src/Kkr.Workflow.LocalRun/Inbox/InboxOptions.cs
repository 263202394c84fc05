using Kkr.Workflow.LocalRun.Inbox.Faults;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>How the inbox is started. It listens on 127.0.0.1 only.</summary>
public sealed record InboxOptions
{
    /// <summary>The key that the app must send to the mail door; whatever is sent instead is answered as a revoked key is.</summary>
    public string SendGridKey { get; init; } = "SG.local-run";

    /// <summary>The port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Where mails and events are kept between runs, or null to keep them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The clock that stamps what comes in.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The beginning of the links that join Teams meetings; null leads to the event's page in the inbox.</summary>
    public string? JoinAddress { get; init; }

    /// <summary>The connection string of the storage whose documents are shown; null shows none.</summary>
    public string? Storage { get; init; }

    /// <summary>Which requests to the doors go wrong, and how.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>What carries the event webhooks to the app; null is the network.</summary>
    public HttpMessageHandler? WebhookHandler { get; init; }
}
