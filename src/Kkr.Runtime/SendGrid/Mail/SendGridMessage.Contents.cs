#nullable disable // As in the published package.

namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    /// <summary>Adds the text in one form.</summary>
    /// <param name="mimeType">Its media type (see <see cref="MimeType"/>).</param>
    /// <param name="text">The text.</param>
    public void AddContent(string mimeType, string text) => (Contents ??= []).Add(new Content(mimeType, text));

    /// <summary>Adds the text in several forms.</summary>
    /// <param name="contents">The forms.</param>
    public void AddContents(List<Content> contents) => (Contents ??= []).AddRange(contents);

    /// <summary>Adds a file.</summary>
    /// <param name="filename">The name that the recipient sees.</param>
    /// <param name="base64Content">The file, in base64. Nothing is added when it or the name is empty.</param>
    /// <param name="type">The media type.</param>
    /// <param name="disposition"><c>attachment</c> or <c>inline</c>.</param>
    /// <param name="content_id">The id by which an HTML text shows an inline file.</param>
    public void AddAttachment(string filename, string base64Content, string type = null, string disposition = null, string content_id = null)
    {
        if (!string.IsNullOrWhiteSpace(filename) && !string.IsNullOrWhiteSpace(base64Content))
        {
            AddAttachment(new Attachment { Filename = filename, Content = base64Content, Type = type, Disposition = disposition, ContentId = content_id });
        }
    }

    /// <summary>Adds a file from a stream, which is read to its end.</summary>
    /// <param name="filename">The name that the recipient sees.</param>
    /// <param name="contentStream">The file. Nothing is added when it cannot be read or is empty.</param>
    /// <param name="type">The media type.</param>
    /// <param name="disposition"><c>attachment</c> or <c>inline</c>.</param>
    /// <param name="content_id">The id by which an HTML text shows an inline file.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <returns>Done when the stream is read.</returns>
    public async Task AddAttachmentAsync(
        string filename, Stream contentStream, string type = null, string disposition = null, string content_id = null, CancellationToken cancellationToken = default)
    {
        if (contentStream is not { CanRead: true })
        {
            return;
        }

        using MemoryStream bytes = new();
        await contentStream.CopyToAsync(bytes, cancellationToken);
        AddAttachment(filename, Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length), type, disposition, content_id);
    }

    /// <summary>Adds a file.</summary>
    /// <param name="attachment">The file.</param>
    public void AddAttachment(Attachment attachment) => (Attachments ??= []).Add(attachment);

    /// <summary>Adds files.</summary>
    /// <param name="attachments">The files.</param>
    public void AddAttachments(IEnumerable<Attachment> attachments) => (Attachments ??= []).AddRange(attachments);

    /// <summary>Adds a word to find the mail by in statistics.</summary>
    /// <param name="category">The word, at most 255 characters.</param>
    public void AddCategory(string category) => (Categories ??= []).Add(category);

    /// <summary>Adds words to find the mail by in statistics.</summary>
    /// <param name="categories">The words, at most 10.</param>
    public void AddCategories(List<string> categories) => (Categories ??= []).AddRange(categories);

    /// <summary>Sets the template that makes the text.</summary>
    /// <param name="templateID">The template's id.</param>
    public void SetTemplateId(string templateID) => TemplateId = templateID;

    /// <summary>Sets the batch by which mails that wait can be stopped.</summary>
    /// <param name="batchId">The batch's id.</param>
    public void SetBatchId(string batchId) => BatchId = batchId;

    /// <summary>Sets the pool of addresses to send from.</summary>
    /// <param name="ipPoolName">The pool's name.</param>
    public void SetIpPoolName(string ipPoolName) => IpPoolName = ipPoolName;

    /// <summary>Sets the group that recipients may unsubscribe from.</summary>
    /// <param name="groupID">The group.</param>
    /// <param name="groupsToDisplay">The groups shown on the page of preferences.</param>
    public void SetAsm(int groupID, List<int> groupsToDisplay = null) => Asm = new ASM { GroupId = groupID, GroupsToDisplay = groupsToDisplay };
}
