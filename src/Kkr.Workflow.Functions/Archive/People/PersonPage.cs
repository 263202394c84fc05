using System.Globalization;
using System.Net;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>What is held on a person, as a page that can be printed and handed over.</summary>
internal static class PersonPage
{
    public static string Html(Council council, PersonalData data)
    {
        StringBuilder page = new();
        string title = $"Oplysninger om {Encoded(data.Person.Name)}";
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"da\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body><main><h1>{title}</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(council.Name)} har den {When(council, data.At)} disse oplysninger.</p><dl>");
        page.Append(CultureInfo.InvariantCulture, $"<dt>Navn</dt><dd>{Encoded(data.Person.Name)}</dd><dt>E-mail</dt><dd>{Encoded(data.Person.Email)}</dd>");
        page.Append(CultureInfo.InvariantCulture, $"<dt>Telefon</dt><dd>{Encoded(data.Person.Phone ?? "ikke registreret")}</dd></dl>");
        foreach (HeldSection section in data.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Encoded(section.Title)}</h2>");
            if (section.Facts.Count == 0)
            {
                page.Append("<p>Ingen.</p>");
                continue;
            }

            page.Append("<table><thead><tr><th scope=\"col\">Vedrører</th><th scope=\"col\">Tidspunkt</th><th scope=\"col\">Oplysning</th></tr></thead><tbody>");
            foreach (HeldFact fact in section.Facts)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encoded(fact.Subject)}</td><td>{(fact.At is { } at ? When(council, at) : "")}</td><td>{Encoded(fact.Text)}</td></tr>");
            }

            page.Append("</tbody></table>");
        }

        return page.Append("</main></body></html>").ToString();
    }

    private static string When(Council council, DateTimeOffset at)
    {
        (DateOnly date, TimeOnly time) = LocalTime.ToLocal(at, council.TimeZone);
        return $"{Danish.Date(date)} kl. {Danish.Time(time)}";
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
