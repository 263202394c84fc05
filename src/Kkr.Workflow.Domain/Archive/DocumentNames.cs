using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>What documents are called when somebody saves them: in Danish, and each of a meeting's by a name of its own.</summary>
public static class DocumentNames
{
    private const string NotInNames = "\\/:*?\"<>|";

    /// <summary>E.g. <c>Dagsorden KKR Midtjylland 17. november 2026.pdf</c>; the second of its kind says which edition it is.</summary>
    /// <param name="council">The council's name.</param>
    /// <param name="meeting">The meeting that the edition is of.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="format">The format.</param>
    /// <param name="forMembers">True for the members' print, which holds what is confidential.</param>
    public static string Of(string council, Meeting meeting, IEdition edition, EditionFormat format, bool forMembers = false)
    {
        string plain = Plain(meeting, edition, council);
        bool isFirst = !meeting.Editions()
            .Any(other => other.Version < edition.Version && Plain(meeting, other, council) == plain);
        return Of(
            plain,
            [
                isFirst ? null : string.Create(CultureInfo.InvariantCulture, $"udgave {edition.Version}"),
                edition is MinutesEdition { Kind: MinutesEditionKind.Published } ? "ikke godkendt" : null,
                forMembers ? "fortrolig" : null,
            ],
            format);
    }

    /// <summary>E.g. <c>Udskrift af punkt 3.2 KKR Midtjylland 17. november 2026.pdf</c>.</summary>
    public static string OfExcerpt(string council, Meeting meeting, string number, bool isFromMinutes, bool isConfidential, EditionFormat format) => Of(
        Safe($"Udskrift af punkt {number} {council} {Danish.Date(meeting.Date)}"),
        [isFromMinutes ? "referat" : null, isConfidential ? "fortrolig" : null],
        format);

    /// <summary>E.g. <c>Dagsorden med bilag KKR Midtjylland 17. november 2026.pdf</c>.</summary>
    public static string OfWhole(string council, Meeting meeting, bool isMinutes, bool isConfidential) => Of(
        Safe($"{(isMinutes ? "Referat" : "Dagsorden")} med bilag {council} {Danish.Date(meeting.Date)}"),
        [isConfidential ? "fortrolig" : null],
        EditionFormat.Pdf);

    private static string Of(string plain, IEnumerable<string?> remarks, EditionFormat format)
    {
        string[] said = [.. remarks.OfType<string>()];
        return plain + (said.Length == 0 ? "" : $" ({string.Join(", ", said)})") + EditionFiles.EndingOf(format);
    }

    private static string Plain(Meeting meeting, IEdition edition, string council) => Safe($"{What(edition)} {council} {Danish.Date(DateOf(meeting, edition))}");

    private static string What(IEdition edition) => edition switch
    {
        AgendaEdition { Kind: AgendaEditionKind.Supplementary } => "Tillægsdagsorden",
        AgendaEdition { Kind: AgendaEditionKind.Frozen } => "Dagsorden",
        AgendaEdition => "Udkast til dagsorden",
        MinutesEdition { Kind: MinutesEditionKind.Draft } => "Udkast til referat",
        MinutesEdition { Kind: MinutesEditionKind.Published } => "Referat",
        _ => "Godkendt referat",
    };

    /// <summary>The day that it was printed for; the meeting may have been moved since.</summary>
    private static DateOnly DateOf(Meeting meeting, IEdition edition) =>
        edition is AgendaEdition agenda && meeting.ScheduleChanges.FirstOrDefault(change => change.Version == agenda.ScheduleVersion + 1) is { } moved
            ? moved.FormerDate
            : meeting.Date;

    private static string Safe(string name) =>
        string.Join(' ', string.Concat(name.Select(c => char.IsControl(c) || NotInNames.Contains(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
