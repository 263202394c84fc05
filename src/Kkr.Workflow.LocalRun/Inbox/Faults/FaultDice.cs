using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kkr.Workflow.LocalRun.Inbox.Faults;

/// <summary>
/// Decides which requests are struck. A request's luck comes from the seed, from what it asks and from how often it has been asked before, and not from
/// the order in which requests happen to come in, so that a run can be repeated however its threads are scheduled.
/// </summary>
public sealed class FaultDice(FaultPlan plan)
{
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>The rule that strikes this request, or null.</summary>
    /// <param name="target">Whose door it came to.</param>
    /// <param name="request">What it asks: method, address and body.</param>
    public FaultStrike? Roll(FaultTarget target, string request)
    {
        if (!plan.Rules.Any(rule => rule.Target == target))
        {
            return null;
        }

        string identity = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{target}\n{request}")));
        int time = _asked.AddOrUpdate(identity, 1, (_, before) => before + 1);
        foreach ((int index, FaultRule rule) in plan.Rules.Index())
        {
            byte[] drawn = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{plan.Seed}/{index}/{identity}/{time}")));
            double luck = BinaryPrimitives.ReadUInt32LittleEndian(drawn) / (double)uint.MaxValue;
            if (rule.Target == target && luck < rule.Rate)
            {
                return new FaultStrike(rule, IsDone: MayBeDone(rule) && drawn[^1] % 2 == 0, Pause: TimeSpan.FromSeconds(1 + drawn[^2] % 30));
            }
        }

        return null;
    }

    // Whoever hears one of these cannot know whether the request was carried out, and half of them are.
    private static bool MayBeDone(FaultRule rule) => rule.Kind != FaultKind.Status || rule.Status is 500 or 502 or 504;
}

/// <summary>What happens to one request.</summary>
/// <param name="Rule">The rule that struck.</param>
/// <param name="IsDone">True when the request is carried out all the same, and only its answer goes wrong.</param>
/// <param name="Pause">How long the caller is asked to wait, for 429 and 503.</param>
public sealed record FaultStrike(FaultRule Rule, bool IsDone, TimeSpan Pause);
