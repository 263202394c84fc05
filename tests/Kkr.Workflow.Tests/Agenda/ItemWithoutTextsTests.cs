using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Tests.Fakes;
using Xunit;

namespace Kkr.Workflow.Tests.Agenda;

public sealed class ItemWithoutTextsTests
{
    private static readonly Item Item = new() { Id = "2026-1-01", Council = "midtjylland", Meeting = "2026-1", Title = "Fælles indkøb", Background = "Baggrunden." };

    [Fact]
    public async Task Item_WithoutItsTexts_IsNotStored()
    {
        MemoryItems items = new();
        var added = await items.AddAsync(Item, null, default);
        Item listed = Assert.Single(await items.ListWithoutTextsAsync("midtjylland", "2026-1", default));

        await Assert.ThrowsAsync<InvalidOperationException>(() => items.SaveAsync(added with { Value = listed with { Title = "Omdøbt" } }, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => items.MoveAsync(added with { Value = listed }, null, default));

        Assert.Equal("Baggrunden.", (await items.FindAsync("midtjylland", "2026-1", added.Value.Id, default))?.Value.Background);
    }

    [Fact]
    public void Item_WithoutItsTexts_IsNotComparedByThem()
    {
        Item listed = Item.WithoutTexts();

        Assert.Throws<InvalidOperationException>(() => AgendaContent.DigestOf(listed));
        Assert.Throws<InvalidOperationException>(() => EditionRules.PartsOf(listed));
    }
}
