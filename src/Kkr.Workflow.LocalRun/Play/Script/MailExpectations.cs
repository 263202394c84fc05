using System.Globalization;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Play.Result;

namespace Kkr.Workflow.LocalRun.Play.Script;

/// <summary>So many mails of a kind were sent about a meeting, perhaps all at one local date and time.</summary>
public sealed record MailsSent : MeetingExpectation
{
    public required MailKind Kind { get; init; }

    public required int Count { get; init; }

    /// <summary>The local date and time at which each of them was sent, or null when it is not said.</summary>
    public DateTime? At { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        Mail[] mails = [.. year.MailsOf(Meeting, Kind.ToString())];
        string what = $"{Meeting}: {InDanish.MailKind(Kind.ToString())}";
        if (mails.Length != Count)
        {
            yield return new Failure(what, $"{Count} mails", $"{mails.Length}");
        }

        if (At is { } at && mails.Select(mail => year.Local(mail.At)).Where(sent => !year.IsInTime(sent, at)).Distinct().ToArray() is { Length: > 0 } others)
        {
            yield return new Failure(what, $"sendt {Expect.Local(at)}", string.Join(", ", others.Select(Expect.Local)));
        }
    }
}

/// <summary>
/// Nobody got the same mailing twice: no key was used twice, and, whatever the keys say, no post got the same words twice at one address.
/// (One address may hold several posts: the secretariat's mailbox gets the mails of every vacant post.) A mail that came back does not count: it
/// reached nobody, and is sent again when the address has been put right.
/// </summary>
public sealed record NoMailTwice : Expectation
{
    public override IEnumerable<Failure> Check(PlayedYear year) => Arrived(year)
        .GroupBy(mail => mail.About.Key)
        .Concat(Arrived(year).GroupBy(mail => $"{mail.To[0].Email}|{mail.About.Post}|{mail.Subject}|{mail.Text}"))
        .Where(group => group.Count() > 1)
        .Select(group => new Failure($"Mailen {group.First().About.Key} til {group.First().To[0]}", "højst én", $"{group.Count()}"));

    private static IEnumerable<Mail> Arrived(PlayedYear year) =>
        year.Mails.Where(mail => !year.Stage.Inbox.Mails.EventsOf(mail.Id).Any(happened => happened.Kind == "bounce"));
}

/// <summary>A post or an address got no mail in a period.</summary>
public sealed record NoMailTo : Expectation
{
    public required string Email { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        Mail[] mails = [.. year.Mails.Where(mail => mail.Recipients.Any(to => to.Email == Email) && Within(DateOnly.FromDateTime(year.Local(mail.At))))];
        if (mails.Length > 0)
        {
            yield return new Failure($"Mails til {Email}", "ingen", $"{mails.Length}, den første {Expect.Local(year.Local(mails[0].At))}: {mails[0].Subject}");
        }

        bool Within(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
    }
}

/// <summary>The mail of a kind to a post says something.</summary>
public sealed record MailSays : MeetingExpectation
{
    public required MailKind Kind { get; init; }

    public required string Post { get; init; }

    public required string Contains { get; init; }

    /// <summary>The address that it went to, when that matters.</summary>
    public string? Email { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        Mail[] mails = [.. year.MailsOf(Meeting, Kind.ToString()).Where(mail => mail.About.Post == Post)];
        string what = $"{Meeting}: {InDanish.MailKind(Kind.ToString())} til {Post}";
        if (!mails.Any(mail => $"{mail.Subject}\n{mail.Text}".Contains(Contains, StringComparison.Ordinal)))
        {
            yield return new Failure(what, $"teksten »{Contains}«", mails.Length == 0 ? "ingen mail" : $"»{mails[^1].Subject}«: {mails[^1].Text}");
        }

        if (Email is not null && mails.Length > 0 && !mails.Any(mail => mail.To.Any(to => to.Email == Email)))
        {
            yield return new Failure(what, Email, string.Join(", ", mails.SelectMany(mail => mail.To)));
        }
    }
}

/// <summary>No mail after a day says something, to whomever it went, nor does the calendar.</summary>
public sealed record NoMailSays : Expectation
{
    public required string Contains { get; init; }

    public required DateOnly From { get; init; }

    public override IEnumerable<Failure> Check(PlayedYear year)
    {
        Mail[] mails = [.. year.Mails.Where(mail => DateOnly.FromDateTime(year.Local(mail.At)) >= From && $"{mail.Subject}\n{mail.Text}\n{mail.Html}".Contains(Contains, StringComparison.Ordinal))];
        if (mails.Length > 0)
        {
            yield return new Failure($"Mails, der siger »{Contains}«", "ingen", $"{mails.Length}, den første til {mails[0].To[0]}: {mails[0].Subject}");
        }

        if (year.Calendar.Any(version => version.At >= year.Stage.Scenario.Instant(From.ToDateTime(TimeOnly.MinValue)) && version.Resource.ToJsonString().Contains(Contains, StringComparison.Ordinal)))
        {
            yield return new Failure($"Kalenderen: »{Contains}«", "ingen steder", "i en indkaldelse");
        }
    }
}

/// <summary>How expectations write what they saw.</summary>
internal static class Expect
{
    public static string Local(DateTime local) => local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>True at the expected minute; where answers go wrong on purpose, also within what it takes to try again.</summary>
    public static bool IsInTime(this PlayedYear year, DateTime actual, DateTime expected) => actual >= expected && actual <= expected + year.Patience;

    /// <summary>The local time of an instant, to the minute.</summary>
    public static DateTime Local(this PlayedYear year, DateTimeOffset instant)
    {
        DateTime local = TimeZoneInfo.ConvertTime(instant, year.Stage.Scenario.Zone).DateTime;
        return new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified);
    }
}
