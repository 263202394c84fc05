using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents;

/// <summary>The head that agenda and minutes share: which meeting, when and where.</summary>
internal static class MeetingHead
{
    public static string Subtitle(Meeting meeting) => meeting.Kind switch
    {
        MeetingKind.Extraordinary => "Ekstraordinært møde ",
        MeetingKind.Constituent => "Konstituerende møde ",
        _ => "Møde ",
    } + Danish.DateWithWeekday(meeting.Date);

    /// <param name="meeting">The meeting.</param>
    /// <param name="version">The edition.</param>
    /// <param name="participants">Who takes part; nothing when it is not to be said.</param>
    public static IReadOnlyList<Fact> Facts(Meeting meeting, int version, params IReadOnlyList<Fact> participants) =>
    [
        new("Dato", Danish.Date(meeting.Date)),
        new("Tid", "kl. " + Danish.Span(meeting.Start, meeting.End)),
        new("Sted", meeting.Venue.IsVirtual ? "Virtuelt møde" : Wording.Place(meeting.Venue)),
        .. participants,
        new("Udgave", version.ToString(CultureInfo.InvariantCulture)),
    ];

    public static Sender Sender(Council council) => new($"{council.Secretariat.Name}, {council.Name}", council.Secretariat.Email);

    /// <summary>E.g. <c>dagsorden-2026-11-17-udkast-v1</c>; each format adds its ending.</summary>
    public static string FileName(string what, Meeting meeting, string state, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}-{meeting.Date:yyyy-MM-dd}{(state.Length == 0 ? "" : "-" + state)}-v{version}");
}
