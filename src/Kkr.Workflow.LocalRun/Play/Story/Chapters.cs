using System.Text.RegularExpressions;
using Kkr.Workflow.LocalRun.Play.Script;

namespace Kkr.Workflow.LocalRun.Play.Story;

/// <summary>
/// Cuts the story into a chapter for each meeting, from where the work on it begins until the next chapter does; that waits until the day after the
/// meeting, so that each chapter has its meeting in it. What happens to another meeting meanwhile stands there with that meeting's name.
/// </summary>
internal sealed partial class Chapters(Stage stage, IStory story)
{
    private readonly Queue<string> _coming = [];
    private string _meeting = "";
    private DateOnly? _held;
    private int _number;
    private TimeSpan? _offset;

    public void Tell(IEnumerable<StoryLine> lines)
    {
        foreach (StoryLine line in lines)
        {
            TellOfClocks(line.At);
            DateOnly day = DateOnly.FromDateTime(InDanish.Local(line.At).DateTime);
            if (line.OpensChapter)
            {
                _coming.Enqueue(line.Meeting);
            }

            if ((_meeting.Length == 0 || _held < day) && _coming.TryDequeue(out string? next))
            {
                Open(next);
            }

            if (line.IsMeeting && line.Meeting == _meeting)
            {
                _held = day;
            }

            if (line.Text.Length > 0)
            {
                story.Tell(line with { Meeting = line.Meeting == _meeting ? "" : NameOf(line.Meeting), Text = Number().Replace(line.Text, "") });
            }
        }
    }

    private void Open(string meeting)
    {
        (_meeting, _held) = (meeting, null);
        story.Chapter($"{++_number}. {NameOf(meeting)}, {stage.Planned(meeting)?.Venue.Name}");
    }

    private string NameOf(string meeting) => stage.Planned(meeting) is { } meant ? meant.Called ?? PlainStory.Capital(meant.As) : "";

    /// <summary>Deadlines keep their time of day when clocks change, and so nothing else tells that they did.</summary>
    private void TellOfClocks(DateTimeOffset at)
    {
        TimeSpan offset = InDanish.Local(at).Offset;
        if (_offset is { } before && before != offset)
        {
            story.Tell(new StoryLine(at, "", Voice.Step, $"Uret er siden sidst stillet en time {(offset > before ? "frem" : "tilbage")}. Fristerne beholder deres klokkeslæt."));
        }

        _offset = offset;
    }

    /// <summary>An item's number, which stands beside its title and says nothing to a reader of the story.</summary>
    [GeneratedRegex(@"\b\d{4}-\d{1,2}-\d{2,}, ", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
