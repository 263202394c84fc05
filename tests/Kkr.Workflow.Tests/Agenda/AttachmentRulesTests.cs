using Kkr.Workflow.Domain.Agenda;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public sealed class AttachmentRulesTests
{
    [Fact]
    public void Attach_AFile_ReplacesTheSameNameUntilTheFreeze()
    {
        Attachment first = new("Notat.pdf", "application/pdf", 10, "aa", "p/1");
        Item item = ItemRules.Attach(ItemOf("a"), first).Value;
        Item replaced = ItemRules.Attach(item, first with { Sha256 = "bb" }).Value;

        Assert.Same(item, ItemRules.Attach(item, first).Value);
        Assert.Equal("bb", Assert.Single(replaced.Attachments).Sha256);
        AssertRefused(ItemRules.Attach(ItemOf("a", ItemStatus.Frozen), first), "item-closed");
        AssertRefused(ItemRules.Attach(item, first with { Name = "../x" }), "attachment-name", "name");
    }
}
