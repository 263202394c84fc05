using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Web;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>What is held on a person, as a page that can be printed and handed over.</summary>
internal static class PersonPage
{
    public static string TitleOf(PersonalData data) => $"Oplysninger om {data.Person.Name}";

    public static string Of(Council council, PersonalData data)
    {
        StringBuilder main = new();
        main.Add($"<h1>{Html.Text(TitleOf(data))}</h1><p>{Html.Text(council.Name)} har den {Html.Text(Danish.DateTime(data.At, council.TimeZone))} disse oplysninger.</p><dl>");
        main.Append(Html.Term("Navn", data.Person.Name)).Append(Html.Term("E-mail", data.Person.Email)).Append(Html.Term("Telefon", data.Person.Phone ?? "ikke registreret"));
        main.Append("</dl>");
        foreach (HeldSection section in data.Sections)
        {
            main.Add($"<h2>{Html.Text(section.Title)}</h2>");
            main.Append(section.Facts.Count == 0 ? "<p>Ingen.</p>" : Table(council, section));
        }

        return main.Append(Html.Contact(council.Secretariat)).ToString();
    }

    private static string Table(Council council, HeldSection section) =>
        "<table><thead><tr><th scope=\"col\">Vedrører</th><th scope=\"col\">Tidspunkt</th><th scope=\"col\">Oplysning</th></tr></thead><tbody>" +
        string.Concat(section.Facts.Select(fact =>
            $"<tr><td>{Html.Text(fact.Subject)}</td><td>{Html.Text(fact.At is { } at ? Danish.DateTime(at, council.TimeZone) : "")}</td><td>{Html.Text(fact.Text)}</td></tr>")) +
        "</tbody></table>";
}
