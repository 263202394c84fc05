namespace Kkr.Runtime.Tests.Conformance;

/// <summary>Waits for something that the API has no signal for.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource hung = new(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            hung.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
