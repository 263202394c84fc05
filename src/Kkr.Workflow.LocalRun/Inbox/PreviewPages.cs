using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

// Every mail with invented facts, before there is anything real to say.
internal sealed partial class InboxPages
{
    private const string Samples = "/skabeloner";
    private const string NoSuchMail = "Der er ingen sådan e-mail.";
    private const string SampleLink = "https://kkr.example/api/eksempel";

    static partial void MapSamples(RouteGroupBuilder pages)
    {
        pages.MapGet(Samples, ListSamples);
        pages.MapGet(Samples + "/{kind}", ShowSample);
        pages.MapGet(Samples + "/{kind}/html", (HttpResponse response, string kind) =>
            Known(kind) is { } known ? MailPages.Framed(response, Sample(known).Html) : Html.Missing(NoSuchMail));
    }

    static partial void LeadToSamples(Html page) => page.Raw($"<p>{Html.Link(Samples, "Se alle e-mails med eksempeldata")}</p>");

    private static IResult ListSamples() => new Html()
        .Paragraph("Hver e-mail med opdigtede oplysninger og standardtekst. Rådets egne tekster ses i forhåndsvisningen i systemets API.")
        .Table("Alle e-mails", ["E-mail", "Emne", "Uddrag"], MailSamples.All(MailSamples.Council, SampleLink).Select(sample => (string[])
            [Html.Link($"{Samples}/{sample.Kind}", sample.Title), Html.Encode(sample.Mail.Subject), Html.Encode(sample.Mail.Preheader)]))
        .Page("E-mails med eksempeldata");

    private static IResult ShowSample(string kind)
    {
        if (Known(kind) is not { } known)
        {
            return Html.Missing(NoSuchMail);
        }

        MailText mail = Sample(known);
        return new Html()
            .Facts(
                ("Emne", Html.Encode(mail.Subject)),
                ("Uddrag", Html.Encode(mail.Preheader)),
                ("Linjer i hovedet", string.Join("<br>", MailHeaders.Of(known).Select(header => Html.Encode($"{header.Key}: {header.Value}")))))
            .Raw(MailPages.Frame($"{Samples}/{known}/html"))
            .Heading(2, "Som tekst")
            .Raw(MailPages.Lines("E-mailen som tekst", mail.Text))
            .Page(MailBlocks.TitleOf(MailBlocks.NameOf(known)));
    }

    /// <summary>The mail of exactly this name; a number is none.</summary>
    private static MailKind? Known(string kind) => Enum.TryParse(kind, out MailKind known) && Enum.IsDefined(known) && known.ToString() == kind ? known : null;

    private static MailText Sample(MailKind kind) => MailSamples.Of(kind, MailSamples.Council, SampleLink).Render();
}
