using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Agenda;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Hands the files of a form to the API, one by one.</summary>
public sealed class AttachmentUpload(AttachmentsHttp attachments)
{
    /// <summary>What was refused, each with its file's name; none when all is well.</summary>
    internal async Task<IReadOnlyList<Refusal>> AddAsync(
        HttpRequest request, string council, string item, SentForm form, DurableTaskClient client, CancellationToken cancellation)
    {
        List<Refusal> refusals = [];
        foreach (IFormFile file in form.Fields.Files.Where(file => file.Name == ItemForm.Attachments && file.FileName.Length > 0))
        {
            // Some browsers send the folder too.
            string name = file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
            await using Stream content = file.OpenReadStream();
            HttpRequest call = FormCall.Of(
                request, nameof(AttachmentsHttp.AttachToItem), HttpMethods.Put, content, file.Length, file.ContentType is { Length: > 0 } type ? type : "application/octet-stream");
            refusals.AddRange(FormCall.Read<Attachment>(await attachments.AttachToItem(call, council, item, name, client, cancellation)).Refusals
                .Select(refusal => refusal with { Field = ItemForm.Attachments, Danish = $"{name}: {refusal.Danish}" }));
        }

        return refusals;
    }
}
