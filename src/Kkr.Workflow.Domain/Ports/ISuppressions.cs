using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>The mail provider's lists of addresses that it sends nothing to (SendGrid's bounces, blocks, invalid addresses, spam reports and unsubscribes).</summary>
public interface ISuppressions
{
    /// <summary>Takes an address off the lists, so that the next mail is tried. One that is on none is no fault, and neither is a repeat.</summary>
    /// <param name="address">The recipient's address.</param>
    /// <param name="lift">Which lists; with <see cref="SuppressionLift.None"/> nothing happens.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="MailNotNowException">The provider asks to be left alone for a while.</exception>
    /// <exception cref="Exception">A passing fault (5xx, timeout): the durable retry tries again.</exception>
    Task LiftAsync(string address, SuppressionLift lift, CancellationToken cancellation);
}
