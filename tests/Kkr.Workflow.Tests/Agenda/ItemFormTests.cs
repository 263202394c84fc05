using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Http;
using Kkr.Workflow.Tests.MeetingLifecycle;
using static Kkr.Workflow.Tests.Agenda.ItemsActing;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>An item and its files in one form: all of it comes in, or nothing of it.</summary>
public sealed class ItemFormTests : IAsyncLifetime
{
    private static readonly string Address = Acting.Meetings + "/2026-1/items";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await CallingAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task ItemWithFiles_IsThereWithAllOfThem()
    {
        Answer answer = await SendAsync(Form(Text("Med to bilag"), ("Plan.pdf", Files.Pdf), ("Økonomi på Samsø.docx", Files.Docx())));

        Assert.True(answer.Status == 201, answer.Text);
        string id = answer.Json.GetProperty("id").GetString()!;
        Assert.Equal($"/api/councils/lille/items/{id}", answer.Headers.Location!.ToString());
        Assert.Equal(["Plan.pdf", "Økonomi på Samsø.docx"], (await app.ItemAsync(id)).Attachments.Select(attachment => attachment.Name));
        Assert.Equal(Files.Docx().Length, (await app.Http.GetByteArrayAsync($"api/{PathOf(id)}/attachments/{Uri.EscapeDataString("Økonomi på Samsø.docx")}")).Length);
        Assert.Equal(2, (await app.AuditAsync("attachment-added")).Count(entry => entry.Subject == id));
        Assert.Single(await app.AuditAsync("item-submitted"));
        await app.SettleAsync();
        Assert.Equal(["director-0730"], app.Told(MailKind.Acknowledgement));
    }

    [Fact]
    public async Task FilesBeforeTheFields_AreTakenAsWell()
    {
        using MultipartFormDataContent form = [];
        form.Add(new ByteArrayContent(Files.Png), "attachments", "kort.png");
        form.Add(new StringContent(JsonSerializer.Serialize(Text("Omvendt")), Encoding.UTF8, "application/json"), "item");

        Answer answer = await SendAsync(form);

        Assert.Equal(201, answer.Status);
        Assert.Equal("kort.png", answer.Json.GetProperty("attachments")[0].GetProperty("name").GetString());
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "notes.exe", "attachment-executable", "attachments[1]" },
        { "Plan.pdf", "attachment-name-twice", "attachments[1]" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task OneFileRefused_LeavesNoItemAndNoFile(string name, string code, string field)
    {
        byte[] second = name == "Plan.pdf" ? [.. Files.Pdf, (byte)'\n'] : [0x4D, 0x5A, 0, 0];

        Answer answer = await SendAsync(Form(Text("Halvt"), ("Plan.pdf", Files.Pdf), (name, second)));

        Assert.Equal((400, code, field), (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
        Assert.StartsWith(name, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task InfectedFile_LeavesNoItemAndNoFile_AndIsLogged()
    {
        app.Scan.Verdict = new ScanVerdict(ScanState.Infected, "Eicar-Test");

        Answer answer = await SendAsync(Form(Text("Med virus"), ("Plan.pdf", Files.Pdf)));

        Assert.Equal("attachment-infected", answer.Code);
        Assert.Equal("2026-1", Assert.Single(await app.AuditAsync("attachment-infected")).Subject);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task FileAbove25Megabytes_Is413_AndLeavesNothing()
    {
        byte[] large = new byte[ItemRules.LargestAttachment + 1];
        Files.Pdf.CopyTo(large, 0);

        Answer answer = await SendAsync(Form(Text("For stor"), ("stor.pdf", large)));

        Assert.Equal((413, "body-too-large", "attachments[0]"), (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
        await AssertNothingAsync();
    }

    [Theory]
    [InlineData("ukendt", "field-unknown")]
    [InlineData("", "field-unknown")]
    public async Task PartOfAnotherName_IsRefused(string part, string code)
    {
        using MultipartFormDataContent form = Form(Text("Ekstra"), ("Plan.pdf", Files.Pdf));
        StringContent other = new("x");
        other.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{part}\"" };
        form.Add(other);

        Assert.Equal(code, (await SendAsync(form)).Code);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task FormWithoutFields_OrWithWrongOnes_IsRefused()
    {
        using MultipartFormDataContent files = [];
        files.Add(new ByteArrayContent(Files.Pdf), "attachments", "Plan.pdf");
        Assert.Equal("field-missing", (await SendAsync(files)).Code);
        Assert.Equal("field-unknown", (await SendAsync(Form(Text("Fejl", new { ukendt = 1 }), ("Plan.pdf", Files.Pdf)))).Code);

        using ByteArrayContent broken = new("--grænse-mangler"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        Assert.Equal("body-broken", (await SendAsync(broken)).Code);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task SameKeyTwice_GivesTheFirstAnswerAndOneItem()
    {
        (string, string) key = ("Idempotency-Key", "formular-1");
        Answer first = await SendAsync(Form(Text("Én gang"), ("Plan.pdf", Files.Pdf)), key);

        Answer repeat = await SendAsync(Form(Text("Én gang"), ("Plan.pdf", Files.Pdf)), key);
        Answer other = await SendAsync(Form(Text("Én gang"), ("Plan.pdf", [.. Files.Pdf, (byte)'\n'])), key);

        Assert.Equal((201, first.Text), (repeat.Status, repeat.Text));
        Assert.Equal("true", Assert.Single(repeat.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
        Assert.Single((await app.MeetingAsync("2026-1")).Items, item => item.Title == "Én gang");
    }

    [Fact]
    public async Task RepeatAfterACrashBehindTheItem_FindsItWithItsFiles()
    {
        (string, string) key = ("Idempotency-Key", "formular-2");
        Answer first = await SendAsync(Form(Text("Afbrudt"), ("Plan.pdf", Files.Pdf)), key);
        await app.AnsweredRequests.RemoveOlderThanAsync(DateTimeOffset.MaxValue, default);

        Answer repeat = await SendAsync(Form(Text("Afbrudt"), ("Plan.pdf", Files.Pdf)), key);

        Assert.Equal((201, first.Json.GetProperty("id").GetString()), (repeat.Status, repeat.Json.GetProperty("id").GetString()));
        Assert.Single(app.Archive.Paths, path => path.Contains("/bilag/", StringComparison.Ordinal));
        Assert.Single(await app.AuditAsync("attachment-added"));
    }

    private async Task AssertNothingAsync()
    {
        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, item => item.Origin == ItemOrigin.Submitted);
        Assert.DoesNotContain(app.Archive.Paths, path => path.Contains("/bilag/", StringComparison.Ordinal));
        Assert.Empty(await app.AuditAsync("item-submitted"));
    }

    private static MultipartFormDataContent Form(object item, params (string Name, byte[] Content)[] files)
    {
        MultipartFormDataContent form = [];
        form.Add(new StringContent(JsonSerializer.Serialize(item), Encoding.UTF8, "application/json"), "item");
        foreach ((string name, byte[] content) in files)
        {
            form.Add(new ByteArrayContent(content), "attachments", name);
        }

        return form;
    }

    private Task<Answer> SendAsync(HttpContent form, params (string, string)[] headers) =>
        app.AskAsync(HttpMethod.Post, Address, form, [("X-Acting-Post", "director-0730"), .. headers]);
}
