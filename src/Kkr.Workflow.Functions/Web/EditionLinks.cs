using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Functions.Archive;

namespace Kkr.Workflow.Functions.Web;

/// <summary>Links to an edition: its web page, and beside it every other format with what it is and how large. Each link says by itself what it leads to.</summary>
internal static class EditionLinks
{
    /// <summary>Links where a page asks for its formats, such as a draft's.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="address">Where its web page is read.</param>
    /// <param name="read">What the link to the web page says.</param>
    /// <param name="what">What the others say before their format, e.g. <c>Udkastet til dagsorden</c>.</param>
    public static string Of(IEdition edition, string address, string read, string what) =>
        Html.Link(address, read) + Others(edition, what, format => $"{address}?format={EditionFiles.EndingOf(format)[1..]}");

    /// <summary>The other formats, each at an address of its own.</summary>
    public static string Others(IEdition edition, string what, Func<EditionFormat, string> addressOf) => string.Concat(edition.Files
        .Where(file => file.Format != EditionFormat.Html)
        .Select(file => Beside(addressOf(file.Format), $"{what} som {EditionFormats.InDanish(file.Format)} ({EditionFormats.Size(file.Length)})")));

    /// <summary>One more link on the same line.</summary>
    public static string Beside(string address, string name) => $" <span aria-hidden=\"true\">·</span> {Html.Link(address, name)}";
}
