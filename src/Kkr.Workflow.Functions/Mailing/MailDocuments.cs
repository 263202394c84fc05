using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Extensions.Configuration;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>
/// The documents that go along with a mail: the open edition that it is about, as PDF, and the open files of its items. They go along when they take no
/// more in the mail, as base64, than <c>Mail:AttachUpToMegabytes</c> (0, the default, leaves it at the link). What is confidential never goes along.
/// </summary>
public sealed class MailDocuments(MeetingFiles files, IItems items, IDocumentArchive archive, DocumentGate gate, IConfiguration configuration)
{
    public const string Setting = "Mail:AttachUpToMegabytes";

    /// <summary>Sixty mails leave side by side, each with its documents in memory; and receiving servers often refuse more.</summary>
    public const double Most = 10;

    private const double Megabyte = 1024 * 1024;

    private long Limit => double.TryParse(configuration[Setting], CultureInfo.InvariantCulture, out double megabytes)
        ? (long)(Math.Clamp(megabytes, 0, Most) * Megabyte)
        : 0;

    public async Task<IReadOnlyList<MailAttachment>> ForAsync(MailingKey key, CancellationToken cancellation)
    {
        long limit = Limit;
        if (limit == 0)
        {
            return [];
        }

        MeetingFile file = await files.OpenAsync(key.Meeting, cancellation);
        if (MailEditions.Of(file.Meeting, key) is not { } edition || await gate.IsExposingAsync(file.Meeting, edition, cancellation))
        {
            return [];
        }

        EditionFormat format = edition.FormatsOf().Contains(EditionFormat.Pdf) ? EditionFormat.Pdf : EditionFormat.Html;
        string name = DocumentNames.Of(file.Council.Name, file.Meeting, edition, format);
        List<MailAttachment> attached = [];
        long left = limit;
        foreach ((string title, string path) in (IEnumerable<(string, string)>)[(name, EditionFiles.PathOf(edition.Path, format)), .. await AttachmentsAsync(file.Meeting, edition, cancellation)])
        {
            if (await archive.OpenAsync(path, confidential: false, cancellation) is not { } kept)
            {
                return [];
            }

            await using Stream content = kept.Content;
            if (MailAttachment.LengthOf(kept.Document.Length) > left)
            {
                // Some of them without the others would look like all of them.
                return [];
            }

            using MemoryStream whole = new();
            await content.CopyToAsync(whole, cancellation);
            MailAttachment attachment = new(title, MediaType(kept.Document.ContentType), whole.ToArray());
            left -= attachment.LengthInMail;
            attached.Add(attachment);
        }

        return attached;
    }

    // SendGrid takes a media type without parameters.
    private static string MediaType(string contentType) => contentType.Split(';')[0].Trim();

    private async Task<IReadOnlyList<(string Name, string Path)>> AttachmentsAsync(Meeting meeting, IEdition edition, CancellationToken cancellation)
    {
        if (edition is not AgendaEdition agenda)
        {
            return [];
        }

        HashSet<string> printed = [.. AgendaRules.Shown(agenda)];
        return
        [
            .. (await items.ListWithoutTextsAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation))
                .Where(item => printed.Contains(item.Id) && !item.Confidential && item.Status != ItemStatus.Withdrawn)
                .OrderBy(item => AgendaRules.SortKey(item.Number))
                .SelectMany(item => item.Attachments.Where(one => one.Scan != ScanState.Infected).Select(one => ($"{item.Number} {one.Name}".Trim(), one.Path))),
        ];
    }
}
