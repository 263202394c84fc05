using System.Globalization;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>
/// The one loop around "read, decide, save with the tag that was read": when somebody else saved first, all of it is done again on what is stored now.
/// </summary>
public static class Retry
{
    /// <summary>Each lost race means that somebody else came through, so this many in a row are a fault and not bad luck.</summary>
    public const int UsualTries = 8;

    /// <summary>Tries until nobody else was first.</summary>
    /// <param name="attempt">Reads afresh, decides and saves. It is done again from the start, so it does nothing before its save that must not be done twice.</param>
    /// <param name="tries">How often at the most.</param>
    /// <exception cref="ConcurrencyConflictException">The last try lost as well. Over HTTP it is answered 409, and 412 to a request that named a version.</exception>
    public static Task<T> OnConflictAsync<T>(Func<Task<T>> attempt, int tries = UsualTries) => OnConflictAsync(_ => attempt(), tries);

    /// <inheritdoc cref="OnConflictAsync{T}(Func{Task{T}}, int)"/>
    /// <param name="attempt">As there; it is told the number of the try, from 1.</param>
    /// <param name="tries">How often at the most.</param>
    public static async Task<T> OnConflictAsync<T>(Func<int, Task<T>> attempt, int tries = UsualTries)
    {
        for (int number = 1; ; number++)
        {
            try
            {
                return await attempt(number);
            }
            catch (ConcurrencyConflictException) when (number < tries)
            {
            }
            catch (ConcurrencyConflictException last)
            {
                throw new ConcurrencyConflictException(
                    string.Create(CultureInfo.InvariantCulture, $"Somebody else was first in all of {tries} tries. The last: {last.Message}"), last);
            }
        }
    }
}
