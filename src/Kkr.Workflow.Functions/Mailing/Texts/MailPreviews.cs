using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing.Texts;

/// <summary>A mail as its recipient would get it, but for its links.</summary>
/// <param name="Mail">The mail's name.</param>
/// <param name="To">Whom it greets.</param>
/// <param name="From">The secretariat, which it comes from and which answers reach.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Preheader">The sentence beside the subject.</param>
/// <param name="Text">The plain-text part.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Headers">Further header lines.</param>
/// <param name="IsSample">True when its facts are invented.</param>
public sealed record MailPreview(
    string Mail, string To, string From, string Subject, string Preheader, string Text, string Html, IReadOnlyDictionary<string, string> Headers, bool IsSample)
{
    /// <summary>What goes along with it; nothing with a sample.</summary>
    public IReadOnlyList<PreviewedFile> Attachments => [.. Files.Select(file => new PreviewedFile(file.Name, file.ContentType, file.Content.Length))];

    internal IReadOnlyList<MailAttachment> Files { get; init; } = [];
}

/// <summary>A file that goes along with a mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Length">Bytes.</param>
public sealed record PreviewedFile(string Name, string ContentType, long Length);

/// <summary>Writes mails that are only looked at.</summary>
public sealed class MailPreviews(
    MeetingDesk desk, IDirectory directory, MailWriter writer, MailDocuments documents, CouncilTexts texts, IMailTexts stored, Links links)
{
    /// <summary>The meeting that stands in for one in a sample.</summary>
    public const string SampleMeeting = "eksempel";

    /// <summary>A mail, or why it cannot be shown.</summary>
    /// <param name="council">The council.</param>
    /// <param name="mail">The mail's name; with <c>frame</c>, the call for items shows the frame.</param>
    /// <param name="shown">What it is about.</param>
    /// <param name="draft">Texts to try in the place of the mail's own; none for those that hold.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<(IReadOnlyList<Refusal> Refusals, MailPreview? Preview)> OfAsync(
        string council, string mail, MailShown shown, IReadOnlyList<MailTextBlock> draft, CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused || !MailBlocks.Names.Contains(mail, StringComparer.Ordinal))
        {
            return ([found.Refusal ?? MailTextBody.NoSuchMail(mail)], null);
        }

        IReadOnlyList<MailTextBlock> tried = MailTextBody.Tidy(mail, draft);
        if (MailTextRules.Check(mail, tried) is { Count: > 0 } refusals)
        {
            return (refusals, null);
        }

        MailKind kind = MailBlocks.KindOf(mail) ?? MailKind.CallForItems;
        Result<Draft> written = shown.Meeting is null
            ? new Draft(MailSamples.Of(kind, found.Value, links.Meeting(new MeetingKey(council, SampleMeeting))), MailSamples.ReaderName, [])
            : await RealAsync(council, kind, shown, cancellation);
        if (written.IsRefused)
        {
            return ([written.Refusal], null);
        }

        MailText text = written.Value.Mail.Render(await WordingAsync(council, mail, kind, tried, cancellation));
        return ([], new MailPreview(
            mail, written.Value.To, found.Value.Secretariat.Email, text.Subject, text.Preheader, text.Text, text.Html, MailHeaders.Of(kind), shown.Meeting is null)
        {
            Files = written.Value.Files,
        });
    }

    private async Task<MailWording> WordingAsync(string council, string mail, MailKind kind, IReadOnlyList<MailTextBlock> tried, CancellationToken cancellation)
    {
        if (tried.Count == 0)
        {
            return (await texts.OpenAsync(council, kind, pinned: null, cancellation)).Wording;
        }

        bool isFrame = mail == MailBlocks.Frame;
        string other = isFrame ? MailBlocks.NameOf(kind) : MailBlocks.Frame;
        IReadOnlyList<MailTextBlock>? held = await stored.VersionsAsync(council, other, cancellation) is [.., { } newest] ? newest.Blocks : null;
        return MailWording.Of(kind, isFrame ? held : tried, isFrame ? tried : held, out _);
    }

    private async Task<Result<Draft>> RealAsync(string council, MailKind kind, MailShown shown, CancellationToken cancellation)
    {
        Result<Stored<Meeting>> meeting = await desk.MeetingAsync(new MeetingKey(council, shown.Meeting!), cancellation);
        if (meeting.IsRefused)
        {
            return meeting.Refusal;
        }

        DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
        string recipient = shown.Recipient
            ?? Recipients.Of(kind, book, meeting.Value.Value.Date) switch { [{ } first, ..] => first.Post.Id, _ => Caller.Secretariat };
        if (recipient != Caller.Secretariat && !Recipients.IsGuest(recipient) && book.Posts.All(post => post.Id != recipient))
        {
            return RequestRefusals.NoSuch("post", "Posten", recipient);
        }

        MailingKey key = new(meeting.Value.Value.Key, kind, shown.Version ?? meeting.Value.Value.ScheduleVersion, recipient, shown.Subject ?? "");
        MailingKey? about = kind == MailKind.Bounce ? MailingKey.Parse(key.Subject) : null;
        if (kind == MailKind.Bounce && about?.Meeting != key.Meeting)
        {
            // Another council's ledger is none of the caller's business.
            return NothingToSay(kind);
        }

        MailingTask task = new(key) { About = about };
        return await DraftAsync(task, cancellation) is { } draft ? new Draft(draft.Mail, draft.To.Name, await documents.ForAsync(key, cancellation)) : NothingToSay(kind);
    }

    /// <summary>What a mail is about may not have happened yet; the writer then finds nothing where it looks.</summary>
    private async Task<(Mail Mail, Recipient To)?> DraftAsync(MailingTask task, CancellationToken cancellation)
    {
        try
        {
            return await writer.DraftAsync(task, cancellation);
        }
        catch (Exception missing) when (missing is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private sealed record Draft(Mail Mail, string To, IReadOnlyList<MailAttachment> Files);

    private static Refusal NothingToSay(MailKind kind) => Refusal.OfState(
        "mail-without-facts", "meeting", "what the mail is about has happened, and subject and version name it as in its mailing key", MailBlocks.NameOf(kind),
        "Det, e-mailen handler om, er ikke sket på mødet endnu. Se den med eksempeldata ved at udelade mødet.",
        "What the mail is about has not happened at the meeting yet. Leave the meeting out to see it with sample data.");
}
