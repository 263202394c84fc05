using System.Globalization;
using System.Text.RegularExpressions;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>What the fields of an item must be like (domain.md A4).</summary>
public static partial class ItemFields
{
    public const int LongestTitle = 200;

    /// <summary>Long enough for any real case, short enough to be kept and printed (characters).</summary>
    public const int LongestText = 100_000;

    /// <summary>Every field that breaks a rule, in the order of the form.</summary>
    public static IEnumerable<Refusal> Check(ItemDraft draft, Council council)
    {
        if (string.IsNullOrWhiteSpace(draft.Title))
        {
            yield return Refusal.OfField("title-missing", "title", "required", draft.Title, "Punktet skal have en titel.", "The item needs a title.");
        }
        else if (draft.Title.Trim().Length > LongestTitle)
        {
            yield return Refusal.OfField(
                "title-too-long", "title", "at most 200 characters", draft.Title,
                $"Titlen må højst fylde {LongestTitle} tegn; den fylder {draft.Title.Trim().Length}.",
                $"The title may have at most {LongestTitle} characters; it has {draft.Title.Trim().Length}.");
        }
        else if (draft.Title.Trim().Any(char.IsControl))
        {
            yield return Refusal.OfField(
                "title-not-one-line", "title", "a single line", draft.Title, "Titlen skal stå på én linje.", "The title must be a single line.");
        }

        foreach ((string field, string? text, string danish, bool isRequired) in new[]
        {
            ("background", draft.Background, "Baggrund", true),
            ("recommendation", draft.Recommendation, "Indstilling", true),
            ("presentation", draft.Presentation, "Sagsfremstilling", false),
        })
        {
            if (isRequired && string.IsNullOrWhiteSpace(text))
            {
                yield return Refusal.OfField($"{field}-missing", field, "required", text, $"Feltet {danish} skal udfyldes.", $"The item needs a {field}.");
            }
            else if (text?.Length > LongestText)
            {
                yield return Refusal.OfField(
                    $"{field}-too-long", field, "at most 100000 characters", text,
                    $"Feltet {danish} må højst fylde {LongestText} tegn.", $"The {field} may have at most {LongestText} characters.");
            }
            else if (RawHtml.In(text) is { } html)
            {
                yield return Refusal.OfField(
                    $"{field}-html", field, "Markdown without HTML", html,
                    $"Feltet {danish} indeholder HTML: {html}. Skriv teksten uden koder i vinkelparenteser.",
                    $"The {field} holds HTML: {html}. Write it as plain text or Markdown.");
            }
        }

        if (draft.CaseId is { Length: > 0 } caseId && !IsCaseId(caseId))
        {
            yield return Refusal.OfField(
                "case-id-malformed", "caseId", "must match SAG-YYYY-NNNNN", caseId,
                $"Sagsnummeret »{caseId}« skal have formen SAG-2026-00792.", $"The case id '{caseId}' must have the form SAG-2026-00792.");
        }

        if (draft.Section is { } section && (section < 1 || section > council.Sections.Count))
        {
            yield return Refusal.OfField(
                "section-unknown", "section", $"1 to {council.Sections.Count}", section.ToString(CultureInfo.InvariantCulture),
                $"Dagsordenen har afsnit 1 til {council.Sections.Count}, ikke {section}.",
                $"The agenda has sections 1 to {council.Sections.Count}, not {section}.");
        }

        if (draft.Municipality is { } code && council.Municipalities.All(municipality => municipality.Code != code))
        {
            yield return Refusal.OfField(
                "municipality-unknown", "municipality", "one of the council's municipalities", code,
                $"Kommunekoden {code} hører ikke til {council.Name}.", $"Municipality {code} does not belong to {council.Name}.");
        }

        if (draft.PublicTitle is { } publicTitle && (publicTitle.Trim().Length > LongestTitle || publicTitle.Trim().Any(char.IsControl)))
        {
            yield return Refusal.OfField(
                "public-title", "publicTitle", "a single line of at most 200 characters", publicTitle,
                $"Den offentlige titel skal stå på én linje og må højst fylde {LongestTitle} tegn.",
                $"The public title must be a single line of at most {LongestTitle} characters.");
        }

        if (draft.ExternalDeadline?.About is { Length: > LongestTitle } about)
        {
            yield return Refusal.OfField(
                "external-deadline-too-long", "externalDeadline.about", "at most 200 characters", about,
                $"Beskrivelsen af fristen må højst fylde {LongestTitle} tegn.", $"What the deadline is about may have at most {LongestTitle} characters.");
        }

        foreach (Presenter presenter in draft.Presenters ?? [])
        {
            if (string.IsNullOrWhiteSpace(presenter.Name))
            {
                yield return Refusal.OfField(
                    "presenter-name-missing", "presenters.name", "required", presenter.Name,
                    "Skriv navnet på den, der holder oplægget.", "A presenter needs a name.");
            }

            if (presenter.Minutes is <= 0)
            {
                yield return Refusal.OfField(
                    "presenter-minutes", "presenters.minutes", "more than 0", presenter.Minutes.Value.ToString(CultureInfo.InvariantCulture),
                    "Et oplæg skal vare mindst ét minut.", "A slot must last at least one minute.");
            }

            if (!string.IsNullOrWhiteSpace(presenter.Email) && !EmailAddress.IsOne(presenter.Email.Trim()))
            {
                // The address itself is personal data and stays out of the refusal.
                yield return Refusal.OfField(
                    "presenter-email", "presenters.email", "an e-mail address", null,
                    "Oplægsholderens e-mailadresse er ikke gyldig. Uden adresse sendes der ingen indkaldelse.", "The presenter's address is no e-mail address. Without one nobody is invited.");
            }
        }
    }

    /// <summary>The item with the draft's fields, trimmed.</summary>
    internal static Item Fill(Item item, ItemDraft draft) => item with
    {
        Title = draft.Title?.Trim() ?? "",
        Background = draft.Background?.Trim() ?? "",
        Recommendation = draft.Recommendation?.Trim() ?? "",
        Presentation = string.IsNullOrWhiteSpace(draft.Presentation) ? null : draft.Presentation.Trim(),
        Section = draft.Section ?? item.Section,
        CaseId = string.IsNullOrEmpty(draft.CaseId) ? null : draft.CaseId,
        CaseHandlers = draft.CaseHandlers ?? item.CaseHandlers,
        Presenters = draft.Presenters ?? item.Presenters,
        PublicTitle = string.IsNullOrWhiteSpace(draft.PublicTitle) ? null : draft.PublicTitle.Trim(),
        ExternalDeadline = draft.ExternalDeadline is { } external
            ? external with { About = string.IsNullOrWhiteSpace(external.About) ? null : external.About.Trim() }
            : null,
        Confidential = draft.Confidential ?? item.Confidential,
    };

    /// <summary>The fields in which two texts of an item differ, by their names in the API.</summary>
    internal static IReadOnlyList<string> Changed(Item before, Item after)
    {
        (string Field, bool IsSame)[] fields =
        [
            ("title", before.Title == after.Title),
            ("background", before.Background == after.Background),
            ("recommendation", before.Recommendation == after.Recommendation),
            ("presentation", before.Presentation == after.Presentation),
            ("section", before.Section == after.Section),
            ("caseId", before.CaseId == after.CaseId),
            ("caseHandlers", before.CaseHandlers.SequenceEqual(after.CaseHandlers)),
            ("presenters", before.Presenters.SequenceEqual(after.Presenters)),
            ("publicTitle", before.PublicTitle == after.PublicTitle),
            ("externalDeadline", before.ExternalDeadline == after.ExternalDeadline),
        ];
        return [.. fields.Where(field => !field.IsSame).Select(field => field.Field)];
    }

    /// <summary>True for <c>SAG-YYYY-NNNNN</c>.</summary>
    public static bool IsCaseId(string text) => CaseIdShape().IsMatch(text);

    [GeneratedRegex(@"^SAG-[0-9]{4}-[0-9]{5}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CaseIdShape();
}
