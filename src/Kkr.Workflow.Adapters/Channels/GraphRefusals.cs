using System.Globalization;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Channels;

/// <summary>What Graph's refusals mean for a mail.</summary>
internal static class GraphRefusals
{
    /// <summary>Asks Graph to let a mail leave; whatever it says otherwise than below leaves open whether it left.</summary>
    /// <param name="sendAsync">Sends, and answers the id under which it left.</param>
    public static async Task<(string? ProviderId, string? ClosedBecause)> TryAsync(Func<Task<string>> sendAsync)
    {
        try
        {
            return (await sendAsync(), null);
        }
        catch (CalendarException refused) when (IsClosed(refused))
        {
            return (null, Reason(refused));
        }
        catch (CalendarException busy) when (busy.Status == 429)
        {
            throw NotNow(busy);
        }
    }

    /// <summary>Graph will not do this for the app, or for this recipient, whenever it is asked.</summary>
    public static bool IsClosed(CalendarException fault) => fault.Status is >= 400 and < 500 and not (408 or 409 or 412 or 423 or 429);

    /// <summary>Why, for the ledger; without addresses.</summary>
    public static string Reason(CalendarException fault) => string.Create(CultureInfo.InvariantCulture, $"Graph svarede {fault.Status}.");

    /// <summary>Nothing has left: it is tried again when Graph has time.</summary>
    public static MailNotNowException NotNow(CalendarException fault) => new("Microsoft Graph tager ikke imod nu.", fault) { After = fault.RetryAfter };
}
