using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Items with every kind of text that people write.</summary>
internal static class SampleItems
{
    public static Item Hard { get; } = Sample.Item("3.1", "Kommunaldirektørkontaktudvalgsmødeforberedelsesgruppesekretariatsbetjeningsaftaleudkast") with
    {
        Background = new string('x', 10_000),
        Recommendation = "Det indstilles\n" + string.Concat(Enumerable.Range(0, 12).Select(level => new string(' ', 2 * level) + "- punkt\n")),
        Presentation =
            "| " + string.Join(" | ", Enumerable.Range(1, 20).Select(i => $"Kolonne {i}")) + " |\n|" + string.Concat(Enumerable.Repeat("---|", 20)) + "\n"
            + "| " + string.Join(" | ", Enumerable.Repeat("fællesskabsfinansieringsordning", 20)) + " |\n\n"
            + "| Kort | Lang |\n|---|---|\n| a | " + new string('y', 2_000) + " |\n| " + string.Join(' ', Enumerable.Repeat("ord", 400)) + " |\n\n"
            + "שלום עולם, مرحبا بالعالم, 👩‍👩‍👧 og " + string.Join("/", Enumerable.Repeat("https://kl.example", 60)),
        Decision = new Decision
        {
            Outcomes = [Outcome.Discussed],
            Text = "Drøftet:\n- et\no to\no tre\n- fire\n\n1. fem\n2. seks\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nOg så videre.",
        },
    };

    public static IReadOnlyList<Item> All { get; } =
    [
        Sample.Item("1.1", "Godkendelse af referat fra mødet den 1. september 2026") with
        {
            Background = "Referatet fra mødet den 1. september 2026 kan læses her: https://kystland.example/referat?udgave=2&sprog=da",
            Recommendation = "Det indstilles, at KKR Kystland godkender referatet fra mødet den 1. september 2026.",
            Decision = new Decision
            {
                Outcomes = [Outcome.Approved],
                Text = "Godkendt med ændring.",
                Amendment = "Under punkt 3.1 tilføjes, at Klitstrup tog forbehold.",
            },
        },
        Sample.Item("2.1", "Orientering") with
        {
            Background = "I punktet orienteres om:\n– Ny aftale om færger\n– Besøg fra ministeriet\no Program\no Deltagere\n– Budget",
            Recommendation = "Det indstilles, at KKR Kystland tager orienteringen til efterretning.",
            Decision = new Decision
            {
                Outcomes = [Outcome.Noted],
                Text = "KKR Kystland tog orienteringen til efterretning.\n\nDirektørkredsen blev bedt om et oplæg om færgedriften.",
                Actions = [new ActionPoint("Oplæg om færgedriften", "network", null)],
            },
        },
        Sample.Item("3.1", "Fælles plan for uddannelse af medarbejdere til ældreplejen i kommunerne ved kysten 2027-2029") with
        {
            CaseId = "SAG-2026-00417",
            CaseHandlers = ["abc", "def", "ghi"],
            Background = "Kommunerne mangler medarbejdere i ældreplejen.\n\n20. juni 2026 blev der holdt et indledende møde.",
            Recommendation = "Det indstilles, at KKR Kystland\n- drøfter planen\n- bemyndiger formandskabet til at indgå aftale med skolerne\n- får planen forelagt igen i 2027.",
            Presentation =
                """
                Planen har tre dele, som bygger på **fælles mål** og *lokale* ønsker.

                ## Dimensionering

                | Kommune | 2027 | 2028 |
                |---|---|---|
                | Fjordby | 120 | 130 |
                | Klitstrup | 80 | 85 |

                ## Forløb

                1. Ansøgning
                2. Optagelse, herunder
                   a. samtale
                   b. prøve
                3. Start

                Bemærkninger

                Læs mere på [skolens side](https://skole.example/plan) eller www.skole.example. Spørgsmål kan stilles til
                eva@fjordby.example, tlf. 7000 0001, eller til kkr@kystland.example.
                """,
            Attachments =
            [
                new Attachment("Plan 2027-2029.pdf", "application/pdf", 1_258_291, "ab", "kystland/2026-5/Plan 2027-2029.pdf"),
                new Attachment("Tal.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 20_480, "cd", "kystland/2026-4/Tal.xlsx"),
            ],
            Presenters = [new Presenter("Finn Bakke", "rektor", new TimeOnly(11, 0), 20), new Presenter("Gerda Mose")],
            Decision = new Decision
            {
                Outcomes = [Outcome.Discussed, Outcome.Authorised],
                Text = "KKR Kystland drøftede planen og bemyndigede formandskabet.",
                Actions =
                [
                    new ActionPoint("Indgå aftale med skolerne", "chair", new DateOnly(2027, 2, 1)),
                    new ActionPoint("Sende tal for 2029", "director-9001", new DateOnly(2026, 12, 1)),
                ],
            },
        },
        Sample.Item("3.2", "Cykelsti langs <script>alert('x')</script> kysten & fjorden") with
        {
            Background = "Teksten indeholder <b>HTML</b> & tegn, og et link, der ikke må virke: [klik](javascript:alert(1)).",
            Recommendation = "Det indstilles, at sagen drøftes.",
            CaseId = null,
            IsLate = true,
            Decision = new Decision { Outcomes = [Outcome.Postponed], Text = "Udsat.", PostponedTo = new DateOnly(2027, 2, 9) },
        },
        Sample.Item("3.3", "Fælles indkøb") with { Status = ItemStatus.Withdrawn, Background = "Bortfaldet." },
        Sample.Item("6.1", "Punkter til kommende møde") with
        {
            Recommendation = "Det indstilles, at KKR Kystland tager orienteringen til efterretning.",
            Presentation = "- Plan for uddannelse\n- Cykelsti",
        },
    ];
}
