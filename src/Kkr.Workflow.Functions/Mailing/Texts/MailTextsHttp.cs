using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Mailing.Texts;

/// <summary>The texts of a council's mails: what they say, and what the secretariat makes them say. Every version is kept.</summary>
public sealed class MailTextsHttp(MeetingDesk desk, IMailTexts texts)
{
    private const string All = "councils/{council}/mail-texts";
    private const string One = All + "/{mail}";

    [Function(nameof(ListMailTexts))]
    public async Task<IResult> ListMailTexts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = All)] HttpRequest request, string council, CancellationToken cancellation)
    {
        (PageWanted page, IReadOnlyList<Refusal> refusals) = Query.Read(request, query => query.Page());
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        Dictionary<string, MailTextVersion> newest = (await texts.NewestAsync(council, cancellation)).ToDictionary(version => version.Mail, StringComparer.Ordinal);
        return Paging.Answer(request, page, MailBlocks.Names.Select(mail => MailTextView.Of(mail, newest.GetValueOrDefault(mail))), view => view.Mail);
    }

    [Function(nameof(ReadMailText))]
    public async Task<IResult> ReadMailText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string council, string mail, CancellationToken cancellation)
    {
        Result<MailTextVersion?> newest = await NewestAsync(council, mail, cancellation);
        return newest.IsRefused ? Problem.Of(newest.Refusal) : Answer(request, mail, newest.Value);
    }

    /// <summary>Replaces every text of the mail: a block that is not named has the standard text again.</summary>
    [Function(nameof(ChangeMailText))]
    public Task<IResult> ChangeMailText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One)] HttpRequest request, string council, string mail, CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            MailTextBody.Blocks,
            blocks => SaveAsync(request, council, mail, new NewTexts("mail-text-changed", Door.MustMatch(request), _ => blocks), cancellation),
            cancellation);

    /// <summary>Goes back to the standard texts. The versions before stay, and can be restored.</summary>
    [Function(nameof(DeleteMailText))]
    public Task<IResult> DeleteMailText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request, string council, string mail, CancellationToken cancellation) =>
        SaveAsync(request, council, mail, new NewTexts("mail-text-removed", Door.MustMatch(request), _ => []), cancellation);

    [Function(nameof(ListMailTextVersions))]
    public async Task<IResult> ListMailTextVersions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One + "/versions")] HttpRequest request, string council, string mail, CancellationToken cancellation)
    {
        (PageWanted page, IReadOnlyList<Refusal> refusals) = Query.Read(request, query => query.Page());
        Result<MailTextVersion?> newest = await NewestAsync(council, mail, cancellation);
        return newest.IsRefused ? Problem.Of(newest.Refusal)
            : refusals.Count > 0 ? Problem.Of(refusals)
            : Paging.Answer(request, page, await texts.VersionsAsync(council, mail, cancellation), version => $"{version.Version:D6}");
    }

    /// <summary>Makes an earlier version hold again, as a new version; it is judged like any other.</summary>
    [Function(nameof(RestoreMailText))]
    public Task<IResult> RestoreMailText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/restore")] HttpRequest request, string council, string mail, CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.Required("version") ? body.Number("version") ?? 0 : 0,
            async version => MailBlocks.Names.Contains(mail, StringComparer.Ordinal) && await texts.FindAsync(council, mail, version, cancellation) is null
                ? Problem.Of(RequestRefusals.NoSuch("version", "Versionen", $"{version}"))
                : await SaveAsync(
                    request,
                    council,
                    mail,
                    new NewTexts("mail-text-restored", Door.IfMatch(request), known => known.First(one => one.Version == version).Blocks) { RestoredFrom = version },
                    cancellation),
            cancellation);

    private async Task<IResult> SaveAsync(HttpRequest request, string council, string mail, NewTexts wanted, CancellationToken cancellation)
    {
        if (await MissingAsync(council, mail, cancellation) is { } missing)
        {
            return Problem.Of(missing);
        }

        (IReadOnlyList<Refusal> refusals, MailTextVersion? before, MailTextVersion? after) = await Retry.OnConflictAsync(
            () => AddAsync(Caller.Of(request), council, mail, wanted, cancellation));
        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        if (after != before)
        {
            await desk.RecordAsync(
                Caller.Of(request), new MeetingKey(council, ""), wanted.Action, mail, CancellationToken.None,
                $"mail-text|{council}|{mail}|{after!.Version}", $"{before?.Version ?? 0}", $"{after.Version}");
        }
        else
        {
            await desk.RecordAsync(Caller.Of(request), new MeetingKey(council, ""), wanted.Action, mail, CancellationToken.None, $"mail-text|{council}|{mail}|{before?.Version ?? 0}");
        }

        return Answer(request, mail, after);
    }

    private async Task<(IReadOnlyList<Refusal> Refusals, MailTextVersion? Before, MailTextVersion? After)> AddAsync(
        Caller caller, string council, string mail, NewTexts wanted, CancellationToken cancellation)
    {
        IReadOnlyList<MailTextVersion> known = await texts.VersionsAsync(council, mail, cancellation);
        MailTextVersion? before = known.Count == 0 ? null : known[^1];
        if (wanted.Check.RefusalOf(TagOf(mail, before)) is { } outdated)
        {
            return ([outdated], before, before);
        }

        IReadOnlyList<MailTextBlock> blocks = MailTextBody.Tidy(mail, wanted.Blocks(known));
        if (MailTextRules.Check(mail, blocks) is { Count: > 0 } refusals)
        {
            return (refusals, before, before);
        }

        if (blocks.SequenceEqual(before?.Blocks ?? []))
        {
            return ([], before, before);
        }

        MailTextVersion after = new()
        {
            Council = council,
            Mail = mail,
            Version = (before?.Version ?? 0) + 1,
            Blocks = blocks,
            By = caller.Post,
            At = desk.Now,
            RestoredFrom = wanted.RestoredFrom,
        };
        await texts.AddAsync(after, cancellation);
        return ([], before, after);
    }

    private async Task<Result<MailTextVersion?>> NewestAsync(string council, string mail, CancellationToken cancellation)
    {
        return await MissingAsync(council, mail, cancellation) is { } missing ? missing
            : await texts.VersionsAsync(council, mail, cancellation) is [.., { } newest] ? newest
            : (Result<MailTextVersion?>)(MailTextVersion?)null;
    }

    private async Task<Refusal?> MissingAsync(string council, string mail, CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        return found.IsRefused ? found.Refusal : MailBlocks.Names.Contains(mail, StringComparer.Ordinal) ? null : MailTextBody.NoSuchMail(mail);
    }

    private static IResult Answer(HttpRequest request, string mail, MailTextVersion? newest) => Door.Json(request, MailTextView.Of(mail, newest), TagOf(mail, newest));

    private static string TagOf(string mail, MailTextVersion? newest) => EntityTag.OfVersion(mail, $"{newest?.Version ?? 0}");

    /// <summary>Texts that somebody wants to hold.</summary>
    /// <param name="Action">What the audit log calls it.</param>
    /// <param name="Check">The version that it was made for.</param>
    /// <param name="Blocks">The texts, from the versions that there are.</param>
    private sealed record NewTexts(string Action, VersionCheck Check, Func<IReadOnlyList<MailTextVersion>, IReadOnlyList<MailTextBlock>> Blocks)
    {
        public int? RestoredFrom { get; init; }
    }
}
