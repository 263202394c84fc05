using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Values as the file format writes them (ISO 32000-1, 7.3).</summary>
internal static class PdfSyntax
{
    /// <summary>A text that people read: titles, alternative texts.</summary>
    public static string Text(string value)
    {
        StringBuilder hex = new("<FEFF");
        foreach (char unit in value)
        {
            hex.Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
        }

        return hex.Append('>').ToString();
    }

    /// <summary>An address. What is not ASCII is escaped the way addresses are.</summary>
    public static string Address(string value)
    {
        StringBuilder text = new("(");
        foreach (byte letter in Encoding.UTF8.GetBytes(value))
        {
            text.Append(letter switch
            {
                (byte)'(' or (byte)')' or (byte)'\\' or <= 0x20 or >= 0x7F => "%" + letter.ToString("X2", CultureInfo.InvariantCulture),
                _ => ((char)letter).ToString(),
            });
        }

        return text.Append(')').ToString();
    }

    /// <summary>As other programs' numbers need it.</summary>
    public static string Precise(double value) => double.IsFinite(value) ? value.ToString("0.######", CultureInfo.InvariantCulture) : "0";

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
