using System.Globalization;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Mailing.Texts;

/// <summary>A mail that was sent to whoever asked for it, to see how it arrives.</summary>
/// <param name="Key">By what the provider knows it.</param>
/// <param name="Post">The post whose holder gets it.</param>
/// <param name="Subject">Its subject.</param>
public sealed record MailTrial(string Key, string Post, string Subject);

/// <summary>Looks at mails before they are sent, in texts that hold or that are being written, and sends one to the caller's own post.</summary>
public sealed class MailPreviewsHttp(MeetingDesk desk, MailPreviews previews, IDirectory directory, IMailSender sender, IAuditLog audit)
{
    /// <summary>The code of the refusal when there were too many within an hour.</summary>
    public const string TooManyCode = "mail-trials-too-many";

    private const string Route = "councils/{council}/mail-previews/{mail}";
    private const string Action = "mail-trial";
    private const string Mark = "[Prøve] ";
    private const int PerHour = 20;

    [Function(nameof(PreviewMail))]
    public async Task<IResult> PreviewMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string council, string mail, CancellationToken cancellation)
    {
        (MailShown shown, IReadOnlyList<Refusal> refusals) = Query.Read(request, MailTextBody.Shown);
        return refusals.Count > 0 ? Problem.Of(refusals) : Answer(await previews.OfAsync(council, mail, shown, [], cancellation));
    }

    /// <summary>With texts that are not saved. Nothing is changed.</summary>
    [Function(nameof(PreviewMailDraft))]
    public Task<IResult> PreviewMailDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string council, string mail, CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Shown: MailTextBody.Shown(body), Blocks: MailTextBody.Blocks(body)),
            async asked => Answer(await previews.OfAsync(council, mail, asked.Shown, asked.Blocks, cancellation)),
            cancellation);

    /// <summary>
    /// The mail goes to nobody but the caller's post, under a key of its own and past the ledger: it neither counts as the real one nor keeps it from being sent.
    /// It is written down before it is sent, so that no fault makes room for more.
    /// </summary>
    [Function(nameof(SendMailTrial))]
    public Task<IResult> SendMailTrial(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/mail-trials/{mail}")] HttpRequest request,
        string council,
        string mail,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Shown: MailTextBody.Shown(body), Blocks: MailTextBody.Blocks(body)),
            async asked =>
            {
                (IReadOnlyList<Refusal> refusals, MailPreview? preview) = await previews.OfAsync(council, mail, asked.Shown, asked.Blocks, cancellation);
                return preview is null ? Problem.Of(refusals) : await SendAsync(request, council, preview, asked.Shown.Meeting, cancellation);
            },
            cancellation);

    private async Task<IResult> SendAsync(HttpRequest request, string council, MailPreview preview, string? meeting, CancellationToken cancellation)
    {
        Caller caller = Caller.Of(request);
        if (await TooManyAsync(caller, council, request, cancellation) is { } refusal)
        {
            return Problem.Of(refusal);
        }

        Council settings = (await desk.CouncilAsync(council, cancellation)).Value;
        DateOnly today = LocalTime.ToLocal(desk.Now, settings.TimeZone).Date;
        Recipient to = (await directory.LoadAsync(council, cancellation)).Value.Holder(caller.Post, today)
            ?? new Recipient(new Post(Caller.Secretariat, PostKind.Secretariat), settings.Secretariat.Name, settings.Secretariat.Email);
        MailKind kind = MailBlocks.KindOf(preview.Mail) ?? MailKind.CallForItems;
        MailingKey key = new(
            new MeetingKey(council, meeting ?? MailPreviews.SampleMeeting), kind, 0, caller.Post, string.Create(CultureInfo.InvariantCulture, $"proeve-{desk.Now.UtcTicks}"));
        await desk.RecordAsync(caller, key.Meeting, Action, preview.Mail, CancellationToken.None);
        OutgoingMail mail = new()
        {
            Key = key,
            ToName = to.Name,
            ToEmail = to.Email,
            FromName = settings.Secretariat.Name,
            FromEmail = settings.Secretariat.Email,
            Subject = Mark + preview.Subject,
            Text = preview.Text,
            Html = preview.Html,
            Headers = preview.Headers,
            Attachments = preview.Files,
        };
        try
        {
            MailReceipt receipt = await sender.SendAsync(mail, cancellation);
            return receipt.Accepted
                ? Door.Json(new MailTrial(key.ToString(), to.Post.Id, mail.Subject), StatusCodes.Status202Accepted)
                : Problem.Of(Refused(receipt.Error));
        }
        catch (MailNotNowException later)
        {
            // Whoever tries a mail looks at the answer; nobody waits for it to be sent later.
            return Problem.Of(Refused(later.Message));
        }
    }

    private static Refusal Refused(string? why) => Refusal.OfState(
        "mail-trial-refused", "mail", "the provider takes the mail", why, "Mailudbyderen tog ikke imod prøven.", "The mail provider did not take the trial.");

    private async Task<Refusal?> TooManyAsync(Caller caller, string council, HttpRequest request, CancellationToken cancellation)
    {
        AuditRange lastHour = new() { From = desk.Now.AddHours(-1), Action = Action, Actor = caller.Post };
        List<DateTimeOffset> sent = await audit.RowsAsync(council, lastHour, cancellation).Select(row => row.Entry.At).ToListAsync(cancellation);
        if (sent.Count < PerHour)
        {
            return null;
        }

        TimeSpan wait = sent[^PerHour].AddHours(1) - desk.Now;
        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refusal.OfState(
            TooManyCode, "mail", string.Create(CultureInfo.InvariantCulture, $"at most {PerHour} trials within an hour"), sent.Count.ToString(CultureInfo.InvariantCulture),
            "Der er sendt mange prøver den seneste time. Vent lidt, eller se e-mailen som forhåndsvisning.",
            "Many trials were sent within the last hour. Wait a little, or look at the preview.");
    }

    private static IResult Answer((IReadOnlyList<Refusal> Refusals, MailPreview? Preview) found) =>
        found.Preview is null ? Problem.Of(found.Refusals) : Door.Json(found.Preview);
}
