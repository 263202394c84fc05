using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Http;

public sealed class RetryTests
{
    [Fact]
    public async Task OnConflict_WhenTwoWereFirst_AnswersTheThirdTry()
    {
        List<int> tries = [];

        string answer = await Retry.OnConflictAsync(number =>
        {
            tries.Add(number);
            return number < 3 ? throw new ConcurrencyConflictException() : Task.FromResult($"try {number}");
        });

        Assert.Equal("try 3", answer);
        Assert.Equal([1, 2, 3], tries);
    }

    [Fact]
    public async Task OnConflict_WhenEveryTryLoses_StopsAndTellsHowOften()
    {
        int tries = 0;

        ConcurrencyConflictException fault = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => Retry.OnConflictAsync<string>(
            () =>
            {
                tries++;
                throw new ConcurrencyConflictException("Row 7 has changed.");
            },
            tries: 4));

        Assert.Equal(4, tries);
        Assert.Equal("Somebody else was first in all of 4 tries. The last: Row 7 has changed.", fault.Message);
    }

    [Fact]
    public async Task OnConflict_AnotherFault_IsNotTriedAgain()
    {
        int tries = 0;

        await Assert.ThrowsAsync<TimeoutException>(() => Retry.OnConflictAsync<string>(() =>
        {
            tries++;
            throw new TimeoutException();
        }));

        Assert.Equal(1, tries);
    }
}
