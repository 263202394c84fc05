using System.Globalization;
using System.Text;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.LocalRun.Play.Result;

/// <summary>A mail as a file that mail programs open (RFC 5322, text and HTML).</summary>
internal static class MailText
{
    public static string Of(Mail mail)
    {
        string boundary = $"=_{mail.Id}";
        StringBuilder text = new();
        Line($"Date: {InDanish.Local(mail.At).ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{InDanish.Local(mail.At).ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}");
        Line($"From: {Address(mail.From)}");
        Line($"To: {string.Join(", ", mail.To.Select(Address))}");
        if (mail.Copies.Count > 0)
        {
            Line($"Cc: {string.Join(", ", mail.Copies.Select(Address))}");
        }

        Line($"Subject: {Word(mail.Subject)}");
        Line($"Message-ID: <{mail.Id}@kkr.example>");
        foreach ((string name, string value) in mail.CustomArgs.OrderBy(argument => argument.Key, StringComparer.Ordinal))
        {
            Line($"X-{name.Replace('_', '-')}: {Word(value)}");
        }

        Line("MIME-Version: 1.0");
        Line($"Content-Type: multipart/alternative; boundary=\"{boundary}\"");
        Line("");
        Part("text/plain", mail.Text);
        Part("text/html", mail.Html);
        Line($"--{boundary}--");
        return text.ToString();

        void Line(string line) => text.Append(line).Append("\r\n");

        void Part(string type, string? content)
        {
            if (content is not null)
            {
                Line($"--{boundary}");
                Line($"Content-Type: {type}; charset=utf-8");
                Line("Content-Transfer-Encoding: 8bit");
                Line("");
                Line(content.ReplaceLineEndings("\r\n"));
            }
        }
    }

    private static string Address(MailAddress address) => address.Name is null ? $"<{address.Email}>" : $"{Word(address.Name)} <{address.Email}>";

    /// <summary>Encoded words (RFC 2047) of at most 75 characters for what is not plain ASCII.</summary>
    private static string Word(string value)
    {
        if (value.All(letter => letter is >= ' ' and < (char)127) && !value.AsSpan().ContainsAny("<>\",@"))
        {
            return value;
        }

        List<string> words = [];
        StringBuilder chunk = new();
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(chunk.ToString()) + rune.Utf8SequenceLength > 42)
            {
                words.Add(Encoded(chunk.ToString()));
                chunk.Clear();
            }

            chunk.Append(rune);
        }

        words.Add(Encoded(chunk.ToString()));
        return string.Join("\r\n ", words);

        static string Encoded(string part) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part))}?=";
    }
}
