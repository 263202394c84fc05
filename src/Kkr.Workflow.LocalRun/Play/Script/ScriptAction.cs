using System.Text.Json.Serialization;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>Something that somebody does, through the app's HTTP API. The field <c>do</c> says what.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(PlanYear), "plan-year")]
[JsonDerivedType(typeof(PlanMeeting), "plan-meeting")]
[JsonDerivedType(typeof(MoveMeeting), "move-meeting")]
[JsonDerivedType(typeof(CancelMeeting), "cancel-meeting")]
[JsonDerivedType(typeof(SubmitItem), "submit-item")]
[JsonDerivedType(typeof(ReviseItem), "revise-item")]
[JsonDerivedType(typeof(AcceptItem), "accept-item")]
[JsonDerivedType(typeof(RejectItem), "reject-item")]
[JsonDerivedType(typeof(WithdrawItem), "withdraw-item")]
[JsonDerivedType(typeof(AddSupplement), "add-supplement")]
[JsonDerivedType(typeof(ReclassifyItem), "reclassify-item")]
[JsonDerivedType(typeof(StartWrittenProcedure), "start-written-procedure")]
[JsonDerivedType(typeof(AnswerWrittenProcedure), "answer-written-procedure")]
[JsonDerivedType(typeof(SendPromised), "send-promised")]
[JsonDerivedType(typeof(AnswerNoItems), "answer-no-items")]
[JsonDerivedType(typeof(FollowLink), "follow-link")]
[JsonDerivedType(typeof(AnswerInvitation), "answer-invitation")]
[JsonDerivedType(typeof(AnswerAgenda), "answer-agenda")]
[JsonDerivedType(typeof(AnswerComments), "answer-comments")]
[JsonDerivedType(typeof(OpenWithAttachments), "open-with-attachments")]
[JsonDerivedType(typeof(HoldMeeting), "hold-meeting")]
[JsonDerivedType(typeof(SubmitMinutes), "submit-minutes")]
[JsonDerivedType(typeof(CommentOnMinutes), "comment-on-minutes")]
[JsonDerivedType(typeof(AnswerMinutesComment), "answer-minutes-comment")]
[JsonDerivedType(typeof(ReportFollowUp), "report-follow-up")]
[JsonDerivedType(typeof(BounceMail), "bounce-mail")]
[JsonDerivedType(typeof(ChangeDirectory), "change-directory")]
[JsonDerivedType(typeof(RecordChangeover), "record-changeover")]
[JsonDerivedType(typeof(ElectChairmanship), "elect-chairmanship")]
public abstract record ScriptAction
{
    /// <summary>Local date and time.</summary>
    public required DateTime At { get; init; }

    /// <summary>The sentence that tells it, in Danish.</summary>
    public required string Say { get; init; }

    /// <summary>The refusal code that the app must answer with, when the script shows something that is not allowed.</summary>
    public string? Refused { get; init; }

    /// <summary>What the script calls the meeting that it is about, or null.</summary>
    [JsonIgnore]
    public virtual string? AboutMeeting => null;

    /// <summary>What the script calls the item that it is about, or null.</summary>
    [JsonIgnore]
    public virtual string? AboutItem => null;

    /// <summary>Does it.</summary>
    /// <exception cref="AppRefusalException">The app said no.</exception>
    public abstract Task PerformAsync(Stage stage, CancellationToken cancellation);

    /// <summary>Tells <paramref name="rules"/> what it brings in and what it needs.</summary>
    internal virtual void Check(ScriptRules rules)
    {
        if (AboutMeeting is { } meeting)
        {
            rules.NeedMeeting("meeting", meeting);
        }

        if (AboutItem is { } item)
        {
            rules.NeedItem("item", item);
        }
    }
}

/// <summary>Something that whoever holds a post does.</summary>
public abstract record ActionOfPost : ScriptAction
{
    /// <summary>The post that acts.</summary>
    public required string By { get; init; }

    internal override void Check(ScriptRules rules)
    {
        base.Check(rules);
        rules.NeedPost("by", By);
    }
}
