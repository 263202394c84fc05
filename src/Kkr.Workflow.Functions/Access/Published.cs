using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>What of a meeting and its items a caller sees: everything, everything that is not confidential, or what is published.</summary>
internal static class Published
{
    public static Meeting Of(Meeting meeting, Caller caller)
    {
        if (caller.SeesUnpublished)
        {
            return meeting;
        }

        return meeting with
        {
            Online = null,
            Agendas = [.. meeting.Agendas.Where(edition => IsPublished(meeting, edition))],
            ChairmanshipAnswers = [],
            CommentAnswers = [],
            Supplements = [.. meeting.Supplements.Where(supplement => supplement.SentAt is not null)],
            DispatchOverride = null,
            Alarms = [],
            Participations = [],
            DeputyCalls = [],
            Attendance = meeting.Minutes.PublishedAt is null ? null : meeting.Attendance,
            Minutes = meeting.Minutes with
            {
                Editions = [.. meeting.Minutes.Editions.Where(edition => edition.Kind != MinutesEditionKind.Draft).Select(edition => edition with { Parts = [] })],
                Comments = [],
            },
        };
    }

    /// <summary>The items that the caller sees of those given, with what is closed to them masked.</summary>
    public static IReadOnlyList<Item> Of(IEnumerable<Item> items, Meeting? meeting, Caller caller) =>
        [.. items.Select(item => Of(item, meeting, caller)).OfType<Item>()];

    /// <summary>The item as the caller sees it; null when they do not.</summary>
    public static Item? Of(Item item, Meeting? meeting, Caller caller)
    {
        Standing standing = new(caller.Post, caller.Entry, caller.Roles);
        bool isWhole = caller.SeesUnpublished || OwnThings.IsOwn(item, standing, caller.Grant);
        if (!isWhole && !IsOnPublishedAgenda(item, meeting))
        {
            return null;
        }

        bool isClosed = item.Confidential && !caller.Confidential.HasFlag(Grant.Yes) && !OwnThings.IsOwn(item, standing, caller.Confidential);
        return isClosed ? Closed(item) : isWhole ? item : AsPublished(item, meeting!);
    }

    public static bool IsOnPublishedAgenda(Item item, Meeting? meeting) =>
        meeting is not null && meeting.HasDone(MeetingStep.Dispatch) && item.Number is not null && item.Meeting == meeting.Key.Meeting;

    public static bool IsPublished(Meeting meeting, AgendaEdition edition) =>
        edition.Kind is AgendaEditionKind.Frozen or AgendaEditionKind.Supplementary && meeting.HasDone(MeetingStep.Dispatch);

    /// <summary>Without what concerns its submitter alone, and without its decision until the minutes are published.</summary>
    private static Item AsPublished(Item item, Meeting meeting) => item with
    {
        Decision = meeting.Minutes.PublishedAt is null ? null : item.Decision,
        Status = item.Status == ItemStatus.Decided && meeting.Minutes.PublishedAt is null ? ItemStatus.Frozen : item.Status,
        SubmitterPost = null,
        SubmissionDigest = null,
        Presenters = [.. item.Presenters.Select(presenter => presenter with { Email = null })],
    };

    private static Item Closed(Item item) => new()
    {
        Id = item.Id,
        Council = item.Council,
        Meeting = item.Meeting,
        Status = item.Status,
        Section = item.Section,
        Number = item.Number,
        Title = ItemRules.OpenTitle(item),
        Confidential = true,
    };
}
