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
    private const string SampleLink = "https://kkr.example/api/eksempel";

    static partial void MapSamples(RouteGroupBuilder pages)
    {
        pages.MapGet(Samples, ListSamples);
        pages.MapGet(Samples + "/{kind}", ShowSample);
        pages.MapGet(Samples + "/{kind}/html", (HttpResponse response, string kind) =>
        {
            if (Sample(kind) is not { } mail)
            {
                return Html.Missing("Der er ingen sådan e-mail.");
            }

            response.Headers.ContentSecurityPolicy = MailPages.MailPolicy;
            return Results.Content($"<!doctype html><base target=\"_blank\">{mail.Html}", "text/html; charset=utf-8");
        });
    }

    static partial void LeadToSamples(Html page) => page.Raw($"<p>{Html.Link(Samples, "Se alle e-mails med eksempeldata")}</p>");

    private static IResult ListSamples() => new Html()
        .Paragraph("Hver e-mail med opdigtede oplysninger og standardtekst. Rådets egne tekster ses i forhåndsvisningen i systemets API.")
        .Table("Alle e-mails", ["E-mail", "Emne", "Uddrag"], MailSamples.All(MailSamples.Council, SampleLink).Select(sample => (string[])
            [Html.Link($"{Samples}/{sample.Kind}", sample.Title), Html.Encode(sample.Mail.Subject), Html.Encode(sample.Mail.Preheader)]))
        .Page("E-mails med eksempeldata");

    private static IResult ShowSample(string kind)
    {
        if (Sample(kind) is not { } mail)
        {
            return Html.Missing("Der er ingen sådan e-mail.");
        }

        return new Html()
            .Facts(
                ("Emne", Html.Encode(mail.Subject)),
                ("Uddrag", Html.Encode(mail.Preheader)),
                ("Linjer i hovedet", string.Join("<br>", MailHeaders.Of(Enum.Parse<MailKind>(kind)).Select(header => Html.Encode($"{header.Key}: {header.Value}")))))
            .Raw($"<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" title=\"E-mailens indhold\" src=\"{Samples}/{Html.Encode(kind)}/html\"></iframe>")
            .Heading(2, "Som tekst")
            .Raw($"<pre tabindex=\"0\" role=\"region\" aria-label=\"E-mailen som tekst\">{Html.Encode(mail.Text)}</pre>")
            .Page(MailBlocks.TitleOf(MailBlocks.NameOf(Enum.Parse<MailKind>(kind))));
    }

    private static MailText? Sample(string kind) =>
        Enum.TryParse(kind, out MailKind known) && Enum.IsDefined(known) && known.ToString() == kind
            ? MailSamples.Of(known, MailSamples.Council, SampleLink).Render()
            : null;
}
