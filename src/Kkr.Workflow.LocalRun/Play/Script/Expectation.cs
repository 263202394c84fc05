using System.Text.Json.Serialization;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>What an expectation found instead of what it expected.</summary>
public sealed record Failure(string What, string Expected, string Actual)
{
    public override string ToString() => $"{What}: forventet {Expected}, fik {Actual}";
}

/// <summary>Something that must have come of the run. The field <c>that</c> says what.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "that")]
[JsonDerivedType(typeof(MailsSent), "mails")]
[JsonDerivedType(typeof(NoMailTwice), "no-mail-twice")]
[JsonDerivedType(typeof(NoMailTo), "no-mail-to")]
[JsonDerivedType(typeof(MailSays), "mail-says")]
[JsonDerivedType(typeof(NoMailSays), "no-mail-says")]
[JsonDerivedType(typeof(StepDone), "step")]
[JsonDerivedType(typeof(PhaseReached), "phase")]
[JsonDerivedType(typeof(AgendaEditions), "agenda-editions")]
[JsonDerivedType(typeof(MinutesEditions), "minutes-editions")]
[JsonDerivedType(typeof(MinutesDecided), "verdict")]
[JsonDerivedType(typeof(CalendarChanges), "calendar")]
[JsonDerivedType(typeof(ItemEnded), "item")]
[JsonDerivedType(typeof(ItemOnAgenda), "item-on")]
[JsonDerivedType(typeof(ItemInPool), "item-in-pool")]
[JsonDerivedType(typeof(ItemAttachments), "attachments")]
[JsonDerivedType(typeof(SilentMunicipalities), "replies")]
[JsonDerivedType(typeof(ChairmanshipAnswered), "chairmanship")]
[JsonDerivedType(typeof(DocumentsKept), "documents")]
[JsonDerivedType(typeof(PdfBookmarks), "bookmarks")]
[JsonDerivedType(typeof(NoErrors), "no-errors")]
public abstract record Expectation
{
    /// <summary>Why it is expected, for the reader of the file.</summary>
    public string? Why { get; init; }

    public abstract IEnumerable<Failure> Check(PlayedYear year);

    internal virtual void Check(ScriptRules rules)
    {
    }
}

/// <summary>An expectation about one meeting.</summary>
public abstract record MeetingExpectation : Expectation
{
    public required string Meeting { get; init; }

    internal override void Check(ScriptRules rules) => rules.NeedMeeting("meeting", Meeting);
}
