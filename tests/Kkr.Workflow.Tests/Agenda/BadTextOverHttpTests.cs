using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Tests.Editions;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>What nobody should send, sent over HTTP: refused with nothing kept, or printed safely in every format.</summary>
public sealed class BadTextOverHttpTests
{
    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "bombe.docx", Files.Docx(("word/big.xml", new string('0', 40_000_000))), "attachment-zip-bomb" },
        { "dukke.docx", Files.Holding("a.zip", Files.Holding("a.zip", Files.Holding("a.zip", Files.Holding("a.zip", Files.Docx())))), "attachment-zip-bomb" },
        { "notat.docx", Files.Docx(("word/vbaProject.bin", "x")), "attachment-macros" },
        { "notat.docm", Files.Zip([("[Content_Types].xml", """<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>""")]), "attachment-macros" },
        { "tal.xlsx", Files.Office("spreadsheetml.sheet.main+xml", ("xl/macrosheets/sheet1.xml", "x")), "attachment-macros" },
        { "notat.pdf", "MZ\u0090\0"u8.ToArray(), "attachment-executable" },
        { "side.pdf", "<!doctype html><script>alert(1)</script>"u8.ToArray(), "attachment-markup" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Attachment_ThatIsDangerous_IsRefusedAndNotKept(string name, byte[] content, string code)
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.NewAsync(Text("Med bilag"));

        using HttpResponseMessage response = await app.UploadAsync(item, name, content);

        Assert.Equal(code, await response.CodeAsync());
        Assert.InRange((int)response.StatusCode, 400, 422);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty((await app.ItemAsync(item)).Attachments);
        Assert.DoesNotContain(app.Archive.Paths.Concat(app.Archive.ConfidentialPaths), path => path.Contains("/bilag/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("amendment")]
    [InlineData("consensus")]
    public async Task Decision_WithHtml_IsRefusedAtItsFieldAndNotKept(string field)
    {
        await using CouncilAtWork app = await CallingAsync();
        string item = await app.NewAsync(Text("Et punkt"));
        await app.UntilAsync(2026, 11, 17, 13);
        Dictionary<string, object> decision = new() { ["outcomes"] = new[] { "approved" }, ["text"] = "Godkendt.", [field] = "Godkendt <script>alert(1)</script>" };

        using HttpResponseMessage response = await app.RawAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", decision);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(("decision-html", field), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        Assert.Equal("Markdown without HTML", problem.GetProperty("rule").GetString());
        Assert.StartsWith("<script>", problem.GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("english").GetString()!);
        Assert.Null((await app.ItemAsync(item)).Decision);
    }

    [Fact]
    public async Task Item_OfTextThatIsHardToPrint_IsPrintedWholeAndSafelyInEveryFormat()
    {
        await using CouncilAtWork app = await CallingAsync();
        string word = string.Concat(Enumerable.Repeat("kommunaldirektør", 625));
        string item = await app.NewAsync(new
        {
            title = "שלום עולם & مرحبا 👩‍👩‍👧 »Færger«",
            background = word + "\n\n| A | B |\n|---|\n| brudt | tabel | uden | ende |\n\n[klik](javascript:alert(1)) ![x](data:text/html;base64,PHNjcmlwdD4=)",
            recommendation = "Det indstilles, at 👍 שלום drøftes.\n- et\n    - to\n```\nvar x = \"';--\";\n```",
            municipality = "0730",
        });
        Assert.Equal(10_000, word.Length);
        await app.UntilAsync(2026, 11, 9, 9);

        AgendaEdition edition = (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1];
        Assert.Equal(AgendaEditionKind.Frozen, edition.Kind);
        foreach (EditionFormat format in Enum.GetValues<EditionFormat>())
        {
            string letters = EditionReading.LettersOf(format, await app.ContentAsync(EditionFiles.PathOf(edition.Path, format)));
            // On paper the running head comes between its pages.
            Assert.InRange(letters.Split("kommunaldirektør").Length - 1, format == EditionFormat.Pdf ? 615 : 625, 640);
            Assert.All(new[] { "brudt", "tabel", "klik", "Færger" }, part => Assert.Contains(part, letters, StringComparison.Ordinal));
        }

        using HttpResponseMessage open = await app.RawAsync(HttpMethod.Get, EditionReading.Address(edition.Path), null, "public");
        string page = await open.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"data:text/html", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);

        // The mails that name it, and its page, show it as it was written.
        Assert.Contains(app.Mail.Sent, mail => mail.Mail.Key.Subject == item && mail.Mail.Text.Contains("שלום עולם & مرحبا 👩‍👩‍👧", StringComparison.Ordinal));
    }
}
