using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;

namespace Kkr.Workflow.Domain.Minutes;

/// <summary>What an edition of the minutes says, and what has changed since the one before.</summary>
public static class EditionRules
{
    private const char Between = '\u001f';

    /// <summary>The pieces of an edition, as they are now.</summary>
    /// <param name="meeting">The meeting, with its attendance.</param>
    /// <param name="items">Its numbered items.</param>
    public static IReadOnlyList<EditionPart> PartsOf(Meeting meeting, IEnumerable<Item> items) =>
        [new(null, EditionAspect.Attendance, DigestOf(meeting.Attendance)), .. items.Where(item => item.Number is not null).SelectMany(PartsOf)];

    /// <summary>
    /// A sentence for each piece that differs, in the order of the agenda. Empty for a first edition, and for one after an edition that was made before
    /// editions knew their pieces.
    /// </summary>
    public static IReadOnlyList<string> Changes(MinutesEdition? before, IReadOnlyList<EditionPart> now)
    {
        if (before is null || before.Parts.Count == 0)
        {
            return [];
        }

        Dictionary<(string?, EditionAspect), string> known = before.Parts.ToDictionary(part => (part.Item, part.Aspect), part => part.Digest);
        return
        [
            .. now.Where(part => !known.TryGetValue((part.Item, part.Aspect), out string? digest) || digest != part.Digest)
                .OrderBy(part => part.Item is null ? (0, 0) : AgendaRules.SortKey(part.Item))
                .ThenBy(part => part.Aspect)
                .Select(Sentence),
        ];
    }

    /// <summary>A sentence for each item that the edition before shows, and that has been made confidential since.</summary>
    public static IReadOnlyList<string> Closings(MinutesEdition? before, IEnumerable<Item> now) => before is null
        ? []
        : [.. now.Where(item => Exposes(before, item)).OrderBy(item => AgendaRules.SortKey(item.Number)).Select(item => $"Punkt {item.Number}: Punktet er gjort fortroligt.")];

    /// <summary>True for an edition whose open print shows an item that has been made confidential since.</summary>
    public static bool Exposes(MinutesEdition edition, IEnumerable<Item> items) => items.Any(item => Exposes(edition, item));

    /// <summary>The newest of the editions that everybody may read; null while there is none.</summary>
    public static MinutesEdition? NewestPublished(MinutesRecord minutes) => minutes.Editions.LastOrDefault(edition => edition.Kind != MinutesEditionKind.Draft);

    private static bool Exposes(MinutesEdition edition, Item item) =>
        item.Confidential && (edition.Open is { } open ? open.Contains(item.Id) : edition.MembersPath is null && item.Number is not null);

    private static string Sentence(EditionPart part) => part.Item is null
        ? "Deltagerlisten er rettet."
        : $"Punkt {part.Item}: {Words(part.Aspect)} er rettet.";

    private static string Words(EditionAspect aspect) => aspect switch
    {
        EditionAspect.Decision => "Beslutningen",
        EditionAspect.Dissent => "Det, der er ført til referat,",
        EditionAspect.FollowUp => "Opfølgningen",
        EditionAspect.Promise => "Det, der er lovet til kommende møder,",
        EditionAspect.Attachments => "Listen over bilag",
        _ => "Sagens tekst",
    };

    /// <summary>The pieces of one item.</summary>
    public static IReadOnlyList<EditionPart> PartsOf(Item item)
    {
        Decision? decision = item.Whole().Decision;
        return
        [
            Part(EditionAspect.Decision, DecisionText(item.Status, decision)),
            Part(EditionAspect.Dissent, (decision?.Dissents ?? []).SelectMany(dissent => new[] { dissent.Post, dissent.Text })),
            Part(EditionAspect.FollowUp, (decision?.Actions ?? []).SelectMany(action => new[] { action.Task, action.OwnerPost, action.Organisation, Iso(action.Deadline) })),
            Part(EditionAspect.Promise, (decision?.Promises ?? []).SelectMany(promise => new[] { promise.Title, Iso(promise.Date) })),
            Part(EditionAspect.Attachments, item.Attachments.SelectMany(attachment => new[] { attachment.Name, attachment.Sha256 })),
            Part(EditionAspect.Text, [item.Title, item.Background, item.Recommendation, item.Presentation]),
        ];

        EditionPart Part(EditionAspect aspect, IEnumerable<string?> content) => new(item.Number, aspect, Digest(content));
    }

    private static IEnumerable<string?> DecisionText(ItemStatus status, Decision? decision) => decision is null
        ? [status.ToString()]
        :
        [
            string.Join(',', decision.Outcomes), decision.Text, decision.Amendment, decision.Consensus, Iso(decision.PostponedTo),
            decision.WithoutQuorum.ToString(), .. decision.Verdicts.SelectMany(verdict => new[] { verdict.Meeting, verdict.Kind.ToString(), verdict.Amendment }),
        ];

    private static string DigestOf(Attendance? attendance) => Digest(attendance is null
        ? []
        :
        [
            "til stede", .. attendance.Present, "afbud", .. attendance.Apologies, "gæster", .. attendance.Guests, "mødeleder", attendance.ChairedBy,
            .. attendance.Parts.SelectMany(part => new[] { part.Who, Clock(part.From), Clock(part.Until), part.FromItem, part.UntilItem }),
        ]);

    private static string Digest(IEnumerable<string?> content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Between, content))))[..16];

    private static string? Iso(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture);

    private static string? Clock(TimeOnly? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
