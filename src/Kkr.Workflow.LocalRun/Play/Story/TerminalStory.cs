using System.Globalization;
using Spectre.Console;

namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>The story on a terminal, in colour, with a rule per day and a table at the end.</summary>
internal sealed class TerminalStory(IAnsiConsole console) : IStory
{
    private static readonly string[] Colours = ["deepskyblue1", "orange1", "springgreen2", "orchid", "gold1", "turquoise2", "salmon1", "chartreuse2"];
    private readonly List<string> _meetings = [];
    private DateOnly _day;

    public void Begin(string title, string? about)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
        if (about is not null)
        {
            console.MarkupLine($"[grey]{Markup.Escape(about)}[/]");
        }
    }

    public void Chapter(string title)
    {
        _day = default;
        console.WriteLine();
        console.Write(new Rule($"[bold yellow]{Markup.Escape(title)}[/]").LeftJustified());
    }

    public void Tell(StoryLine line)
    {
        DateTimeOffset local = InDanish.Local(line.At);
        DateOnly day = DateOnly.FromDateTime(local.DateTime);
        if (day != _day)
        {
            _day = day;
            console.WriteLine();
            console.MarkupLine($"[bold]{Markup.Escape(PlainStory.Capital(InDanish.Day(day)))}[/]");
        }

        string mark = line.Voice switch
        {
            Voice.Person => "[springgreen2]●[/]",
            Voice.Step => "[yellow]◆[/]",
            Voice.System => "[grey]→[/]",
            _ => "[bold red]![/]",
        };

        // A grid, so that a long sentence goes on under its beginning and not under the clock.
        string tag = line.Meeting.Length == 0 ? "" : $"[{Colour(line.Meeting)}]{Markup.Escape(line.Meeting)}:[/] ";
        string text = line.Voice == Voice.Trouble ? $"[red]{Markup.Escape(line.Text)}[/]" : Markup.Escape(line.Text);
        Grid grid = new();
        grid.AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(1));
        grid.AddColumn(new GridColumn().NoWrap().PadRight(1));
        grid.AddColumn(new GridColumn().PadRight(0));
        grid.AddRow($"[grey]{local.ToString("HH'.'mm", CultureInfo.InvariantCulture)}[/]", mark, tag + text);
        console.Write(grid);
    }

    public void End(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> meetings, IReadOnlyList<string> failures, string summary)
    {
        Table table = new Table().RoundedBorder().AddColumns([.. columns.Select(column => new TableColumn($"[bold]{Markup.Escape(column)}[/]"))]);
        foreach (IReadOnlyList<string> meeting in meetings)
        {
            table.AddRow([.. meeting.Select(Markup.Escape)]);
        }

        console.WriteLine();
        console.Write(table);
        foreach (string failure in failures)
        {
            console.MarkupLine($"[bold red]FEJL[/] {Markup.Escape(failure)}");
        }

        console.MarkupLine($"[{(failures.Count == 0 ? "bold green" : "bold red")}]{Markup.Escape(summary)}[/]");
    }

    private string Colour(string meeting)
    {
        int index = _meetings.IndexOf(meeting);
        if (index < 0)
        {
            _meetings.Add(meeting);
            index = _meetings.Count - 1;
        }

        return Colours[index % Colours.Length];
    }
}
