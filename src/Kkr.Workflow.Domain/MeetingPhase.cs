namespace Kkr.Workflow.Domain;

/// <summary>How far a meeting has come (design 4).</summary>
public enum MeetingPhase
{
    Planned,
    Calling,
    Preparing,
    Frozen,
    Dispatched,
    Held,
    Minuted,
    Published,
    Approved,
    Cancelled,
}

/// <summary>What moves a meeting from one phase to the next.</summary>
public enum MeetingMove
{
    OpenCall,
    CloseCall,
    Freeze,
    Dispatch,
    Hold,
    SubmitMinutes,
    Publish,
    Approve,
    Cancel,

    /// <summary>A move that asks for it opens the call again.</summary>
    Reopen,
}

/// <summary>The whole transition table of a meeting. A move that is not here is refused with a reason.</summary>
public static class MeetingPhases
{
    private static readonly Dictionary<(MeetingPhase From, MeetingMove Move), MeetingPhase> Table = new()
    {
        [(MeetingPhase.Planned, MeetingMove.OpenCall)] = MeetingPhase.Calling,
        [(MeetingPhase.Calling, MeetingMove.CloseCall)] = MeetingPhase.Preparing,

        // The call was overtaken by the deadline, because nothing ran in between.
        [(MeetingPhase.Planned, MeetingMove.CloseCall)] = MeetingPhase.Preparing,
        [(MeetingPhase.Preparing, MeetingMove.Freeze)] = MeetingPhase.Frozen,
        [(MeetingPhase.Frozen, MeetingMove.Dispatch)] = MeetingPhase.Dispatched,
        [(MeetingPhase.Dispatched, MeetingMove.Hold)] = MeetingPhase.Held,

        // A meeting is held also when its agenda did not reach everybody; the secretariat has been alarmed by then.
        [(MeetingPhase.Frozen, MeetingMove.Hold)] = MeetingPhase.Held,
        [(MeetingPhase.Held, MeetingMove.SubmitMinutes)] = MeetingPhase.Minuted,
        [(MeetingPhase.Minuted, MeetingMove.Publish)] = MeetingPhase.Published,
        [(MeetingPhase.Published, MeetingMove.Approve)] = MeetingPhase.Approved,
        [(MeetingPhase.Planned, MeetingMove.Cancel)] = MeetingPhase.Cancelled,
        [(MeetingPhase.Calling, MeetingMove.Cancel)] = MeetingPhase.Cancelled,
        [(MeetingPhase.Preparing, MeetingMove.Cancel)] = MeetingPhase.Cancelled,
        [(MeetingPhase.Frozen, MeetingMove.Cancel)] = MeetingPhase.Cancelled,
        [(MeetingPhase.Dispatched, MeetingMove.Cancel)] = MeetingPhase.Cancelled,
        [(MeetingPhase.Preparing, MeetingMove.Reopen)] = MeetingPhase.Calling,
        [(MeetingPhase.Frozen, MeetingMove.Reopen)] = MeetingPhase.Calling,
        [(MeetingPhase.Dispatched, MeetingMove.Reopen)] = MeetingPhase.Calling,
    };

    /// <summary>The phase that <paramref name="move"/> leads to, or a refusal that names phase and move.</summary>
    public static Result<MeetingPhase> After(MeetingPhase from, MeetingMove move) =>
        Table.TryGetValue((from, move), out MeetingPhase to)
            ? to
            : new Refusal(
                "meeting-phase",
                $"Mødet er i fasen »{from.InDanish()}«, og derfra kan det ikke {move.InDanish()}.",
                $"The meeting is {from}; {move} is not possible from there.")
            {
                Kind = RefusalKind.NotNow,
                Field = "phase",
                Rule = $"{move} needs phase {string.Join(" or ", Table.Keys.Where(k => k.Move == move).Select(k => k.From))}",
                Value = from.ToString(),
            };

    /// <summary>The phase's name as the secretariat sees it.</summary>
    public static string InDanish(this MeetingPhase phase) => phase switch
    {
        MeetingPhase.Planned => "planlagt",
        MeetingPhase.Calling => "indkaldelse af punkter",
        MeetingPhase.Preparing => "forberedelse",
        MeetingPhase.Frozen => "dagsorden låst",
        MeetingPhase.Dispatched => "dagsorden udsendt",
        MeetingPhase.Held => "afholdt",
        MeetingPhase.Minuted => "referat til kommentering",
        MeetingPhase.Published => "referat offentliggjort",
        MeetingPhase.Approved => "referat godkendt",
        _ => "aflyst",
    };

    private static string InDanish(this MeetingMove move) => move switch
    {
        MeetingMove.OpenCall => "åbnes for punkter",
        MeetingMove.CloseCall => "lukkes for punkter",
        MeetingMove.Freeze => "få låst sin dagsorden",
        MeetingMove.Dispatch => "få udsendt sin dagsorden",
        MeetingMove.Hold => "afholdes",
        MeetingMove.SubmitMinutes => "få registreret sit referat",
        MeetingMove.Publish => "få offentliggjort sit referat",
        MeetingMove.Approve => "få godkendt sit referat",
        MeetingMove.Reopen => "åbnes for punkter igen",
        _ => "aflyses",
    };
}
