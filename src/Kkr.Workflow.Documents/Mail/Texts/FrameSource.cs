namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>The frame that every mail stands in.</summary>
internal static class FrameSource
{
    private static readonly Lazy<TemplateSource> Source = new(() => TemplateSource.Load(nameof(MailFrame)[nameof(Mail).Length..]));

    public static IReadOnlyDictionary<string, string> Head => Source.Value.Head;

    public static string Text => Source.Value.Text;

    public static string Html => Source.Value.Html;

    /// <summary>What stands in every mail behind the blocks of its own.</summary>
    public static IReadOnlyList<BlockSource> Blocks => Source.Value.Blocks;
}
