using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>An agenda or minutes as they were made once and are kept.</summary>
public interface IEdition
{
    /// <summary>1, 2, … within the meeting.</summary>
    int Version { get; }

    /// <summary>Where the archive keeps the open web page.</summary>
    string Path { get; }

    /// <summary>Lower-case hex digest of the open web page.</summary>
    string Sha256 { get; }

    /// <summary>When it was made, UTC.</summary>
    DateTimeOffset At { get; }

    /// <summary>Where the members' web page is kept, among the confidential documents; null when it has none.</summary>
    string? MembersPath { get; }

    /// <summary>Every format of the open print; empty for editions of earlier versions of the app, which have the web page alone.</summary>
    IReadOnlyList<EditionFile> Files { get; }

    /// <summary>Every format of the members' print; empty when it has none, and for editions of earlier versions of the app.</summary>
    IReadOnlyList<EditionFile> MembersFiles { get; }
}

/// <summary>The editions of a meeting.</summary>
public static class MeetingEditions
{
    /// <summary>Every edition of a meeting: its agendas, then its minutes.</summary>
    public static IEnumerable<IEdition> Editions(this Meeting meeting) => meeting.Agendas.Cast<IEdition>().Concat(meeting.Minutes.Editions);

    /// <summary>The edition whose web page is kept there; null when the meeting lists none.</summary>
    public static IEdition? EditionAt(this Meeting meeting, string path, bool forMembers = false) =>
        meeting.Editions().FirstOrDefault(edition => (forMembers ? edition.MembersPath : edition.Path) == path);

    /// <summary>True for work papers, which a later edition replaces.</summary>
    public static bool IsDraft(this IEdition edition) =>
        edition is AgendaEdition { Kind: AgendaEditionKind.NetworkDraft or AgendaEditionKind.ChairmanshipDraft } or MinutesEdition { Kind: MinutesEditionKind.Draft };
}
