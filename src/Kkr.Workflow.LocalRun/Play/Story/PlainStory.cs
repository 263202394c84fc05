using System.Globalization;

namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>The story in plain lines, for files and pipes.</summary>
internal sealed class PlainStory(TextWriter output) : IStory
{
    private DateOnly _day;

    public void Begin(string title, string? about)
    {
        output.WriteLine(title);
        if (about is not null)
        {
            output.WriteLine(about);
        }
    }

    public void Chapter(string title)
    {
        _day = default;
        output.WriteLine();
        output.WriteLine($"== {title} ==");
    }

    public void Tell(StoryLine line)
    {
        DateTimeOffset local = InDanish.Local(line.At);
        DateOnly day = DateOnly.FromDateTime(local.DateTime);
        if (day != _day)
        {
            _day = day;
            output.WriteLine();
            output.WriteLine(Capital(InDanish.Day(day)));
        }

        string mark = line.Voice switch { Voice.Person => "·", Voice.Step => "*", Voice.System => ">", _ => "!" };
        output.WriteLine($"  {local.ToString("HH'.'mm", CultureInfo.InvariantCulture)} {mark} {(line.Meeting.Length == 0 ? "" : $"({line.Meeting}) ")}{line.Text}");
    }

    public void End(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> meetings, IReadOnlyList<string> failures, string summary)
    {
        output.WriteLine();
        foreach (IReadOnlyList<string> meeting in meetings)
        {
            output.WriteLine("  " + string.Join(" · ", meeting.Zip(columns, (value, column) => $"{column}: {value}")));
        }

        foreach (string failure in failures)
        {
            output.WriteLine($"FEJL {failure}");
        }

        output.WriteLine(summary);
    }

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.GetCultureInfo("da-DK")) + text[1..];
}
