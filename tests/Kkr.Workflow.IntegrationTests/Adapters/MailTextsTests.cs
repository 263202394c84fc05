using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class MailTextsTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Versions_AreKeptInOrder_AndNoneIsWrittenTwice()
    {
        await using (ServiceProvider app = storage.Start())
        {
            IMailTexts texts = app.GetRequiredService<IMailTexts>();
            Assert.Empty(await texts.NewestAsync(council, default));
            for (int version = 1; version <= 11; version++)
            {
                await texts.AddAsync(Version("callForItems", version), default);
            }

            await texts.AddAsync(Version("frame", 1), default);
            await Assert.ThrowsAsync<ConcurrencyConflictException>(() => texts.AddAsync(Version("frame", 1), default));
        }

        // Another process finds them too.
        await using ServiceProvider next = storage.Start();
        IMailTexts found = next.GetRequiredService<IMailTexts>();

        Assert.Equal(Enumerable.Range(1, 11), (await found.VersionsAsync(council, "callForItems", default)).Select(version => version.Version));
        Assert.Equal([("callForItems", 11), ("frame", 1)], (await found.NewestAsync(council, default)).Select(version => (version.Mail, version.Version)));
        MailTextVersion? one = await found.FindAsync(council, "callForItems", 7, default);
        Assert.Equal(Version("callForItems", 7).Blocks, one!.Blocks);
        Assert.Null(await found.FindAsync(council, "callForItems", 12, default));
        Assert.Empty(await found.VersionsAsync(council, "firstReminder", default));
    }

    private MailTextVersion Version(string mail, int version) => new()
    {
        Council = council,
        Mail = mail,
        Version = version,
        Blocks = [new MailTextBlock("greeting", $"Hej {{navn}} nr. {version}\næøå")],
        By = "secretariat",
        At = new DateTimeOffset(2026, 10, 7, 10, 0, 0, TimeSpan.Zero).AddMinutes(version),
    };
}
