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

        // Named one by one, so that what a meeting comes to hold later is nobody's business until it is named here.
        bool readsConfidential = caller.Confidential.HasFlag(Grant.Yes);
        return new Meeting
        {
            Schema = meeting.Schema,
            Key = meeting.Key,
            Kind = meeting.Kind,
            Date = meeting.Date,
            Start = meeting.Start,
            End = meeting.End,
            Venue = meeting.Venue,
            Phase = meeting.Phase,
            ScheduleVersion = meeting.ScheduleVersion,
            ScheduledAt = meeting.ScheduledAt,
            Revision = meeting.Revision,
            Completed = meeting.Completed,
            ScheduleChanges = meeting.ScheduleChanges,
            Agendas = [.. meeting.Agendas.Where(edition => IsPublished(meeting, edition)).Select(edition => AsPublished(edition, readsConfidential))],
            Supplements = [.. meeting.Supplements.Where(supplement => supplement.SentAt is not null)],
            Attendance = meeting.Minutes.PublishedAt is null ? null : meeting.Attendance,
            Minutes = AsPublished(meeting.Minutes, readsConfidential),
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

    /// <summary>What the agenda prints of it, and its decision once the minutes are published.</summary>
    private static Item AsPublished(Item item, Meeting meeting) => new()
    {
        Schema = item.Schema,
        Id = item.Id,
        Council = item.Council,
        Meeting = item.Meeting,
        Origin = item.Origin,
        Status = item.Status == ItemStatus.Decided && meeting.Minutes.PublishedAt is null ? ItemStatus.Frozen : item.Status,
        Section = item.Section,
        Number = item.Number,
        Title = item.Title,
        PublicTitle = item.PublicTitle,
        Background = item.Background,
        Recommendation = item.Recommendation,
        Presentation = item.Presentation,
        CaseId = item.CaseId,
        Attachments =
        [
            .. item.Attachments.Select(attachment => new Attachment(
                attachment.Name, attachment.ContentType, attachment.Length, attachment.Sha256, attachment.Path) { Scan = attachment.Scan }),
        ],
        Presenters = [.. item.Presenters.Select(presenter => new Presenter(presenter.Name, presenter.Title, presenter.From, presenter.Minutes))],
        Confidential = item.Confidential,
        Municipality = item.Municipality,
        ReceivedAt = item.ReceivedAt,
        Decision = meeting.Minutes.PublishedAt is null ? null : item.Decision,
        CarriedFrom = item.CarriedFrom,
        ApprovesMinutesOf = item.ApprovesMinutesOf,
    };

    private static AgendaEdition AsPublished(AgendaEdition edition, bool readsConfidential) =>
        new(edition.Version, edition.Kind, edition.Path, edition.Sha256, edition.At, edition.ItemCount)
        {
            ScheduleVersion = edition.ScheduleVersion,
            Occasion = edition.Occasion,
            Entries = edition.Entries,
            Files = edition.Files,
            MembersPath = readsConfidential ? edition.MembersPath : null,
            MembersFiles = readsConfidential ? edition.MembersFiles : [],
            ContentSha256 = edition.ContentSha256,
        };

    private static MinutesRecord AsPublished(MinutesRecord minutes, bool readsConfidential) => new()
    {
        SubmittedAt = minutes.SubmittedAt,
        DraftSentAt = minutes.DraftSentAt,
        PublishedAt = minutes.PublishedAt,
        Verdicts = minutes.Verdicts,
        Corrections = minutes.Corrections,
        Editions =
        [
            .. minutes.Editions.Where(edition => edition.Kind != MinutesEditionKind.Draft)
                .Select(edition => new MinutesEdition(edition.Version, edition.Kind, edition.Path, edition.Sha256, edition.At)
                {
                    Correction = edition.Correction,
                    Files = edition.Files,
                    MembersPath = readsConfidential ? edition.MembersPath : null,
                    MembersFiles = readsConfidential ? edition.MembersFiles : [],
                    Changes = edition.Changes,
                }),
        ],
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
