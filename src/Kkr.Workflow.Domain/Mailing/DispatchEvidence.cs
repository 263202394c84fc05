namespace Kkr.Workflow.Domain.Mailing;

/// <summary>Who was sent an agenda and what became of it, from the ledger.</summary>
/// <param name="Recipients">One for each post, in order of key.</param>
public sealed record DispatchEvidence(IReadOnlyList<DispatchProof> Recipients)
{
    /// <summary>True when nobody is left without the agenda: the provider has at least taken each mail, and none has bounced.</summary>
    public bool IsComplete => Recipients.All(proof => proof.IsReached);

    /// <summary>The evidence of the newest dispatch among a meeting's mailings.</summary>
    public static DispatchEvidence Of(Meeting meeting, IReadOnlyList<MailingRecord> mailings)
    {
        int version = meeting.Completed.LastOrDefault(done => done.Step == MeetingStep.Dispatch)?.ScheduleVersion ?? meeting.ScheduleVersion;
        return new(
        [
            .. mailings.Where(mailing => mailing.Key.Kind == MailKind.AgendaDispatch && mailing.Key.Version == version)
                .Select(mailing => new DispatchProof(mailing.Key.Recipient, mailing.Key.ToString(), mailing.Status, mailing.Trail, mailing.Error)),
        ]);
    }
}

/// <summary>What became of one recipient's agenda.</summary>
/// <param name="Recipient">The post.</param>
/// <param name="Key">The mailing key, by which the provider and the ledger know the mail.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Trail">When it came there, state by state.</param>
/// <param name="Error">Why it bounced or failed, or null.</param>
public sealed record DispatchProof(string Recipient, string Key, MailingStatus State, IReadOnlyList<MailingInstant> Trail, string? Error)
{
    /// <summary>True when the provider has taken the mail and not returned it.</summary>
    public bool IsReached => State is MailingStatus.Sent or MailingStatus.Deferred or MailingStatus.Delivered;
}
