using System.Reflection;
using Kkr.Runtime.Engine;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Hosting;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>
/// The app on virtual time, whose process can die and be started again while what it has stored and sent lives on: the ports' memory and the
/// engine's histories are made once and lent to one process after the other.
/// </summary>
internal sealed class MortalApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly MemoryHistoryStore histories = new();
    private readonly Dictionary<Type, object> kept = [];
    private readonly PresentTime time = new();
    private readonly List<Task> burials = [];
    private CouncilAtWork app = null!;
    private Life life = null!;

    private MortalApp() => Mail = new MailCatcher(time);

    public MailCatcher Mail { get; }

    public DateTimeOffset Now => app.Clock.GetUtcNow();

    public int Deaths { get; private set; }

    public Uri Address => app.Http.BaseAddress!;

    /// <summary>The writes that this process has made so far to each port, all but the named ones.</summary>
    public IReadOnlyDictionary<string, int> WritesBut(params string[] ports) =>
        life.Writes.Where(port => !ports.Contains(port.Key)).ToDictionary(port => port.Key, port => port.Value, StringComparer.Ordinal);

    public static async Task<MortalApp> StartAsync(DateTimeOffset start)
    {
        MortalApp mortal = new();
        await mortal.BootAsync(start);
        return mortal;
    }

    public T Port<T>()
        where T : class => (T)kept[typeof(T)];

    /// <summary>Which write of its own each of the coming processes dies at, one after the other; the process that lives now is not among them.</summary>
    public Queue<(int Number, bool After)> Ahead { get; } = new();

    /// <summary>The process dies at the n-th write from now.</summary>
    public void DieAtWrite(int number, bool after) => life.EndAtWrite(number, after);

    public async Task DieNowAsync()
    {
        life.End();
        await RiseAsync();
    }

    public async Task UntilAsync(DateTimeOffset instant)
    {
        while (Now < instant || life.IsOver)
        {
            Life present = life;
            Task reached = app.Clock.WaitUntilAsync(instant);
            if (await Task.WhenAny(reached, present.Died).WaitAsync(Patience) == present.Died)
            {
                await RiseAsync();
            }
        }
    }

    /// <summary>Sends a request. When the process dies over it, the caller got no answer and sends it again to the next one.</summary>
    public async Task<(HttpResponseMessage Answer, bool IsRepeat)> SendAsync(Func<HttpRequestMessage> request)
    {
        bool isRepeat = false;
        while (true)
        {
            Life present = life;
            Task<HttpResponseMessage> answer = app.Http.SendAsync(request());
            await Task.WhenAny(answer, present.Died).WaitAsync(Patience);
            if (!present.IsOver)
            {
                return (await answer, isRepeat);
            }

            _ = answer.ContinueWith(late => late.Exception, TaskScheduler.Default);
            isRepeat = true;
            await RiseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Task.WhenAll(burials);
    }

    private async Task RiseAsync()
    {
        CouncilAtWork dead = app;
        DateTimeOffset now = dead.Clock.GetUtcNow();
        dead.Services.GetRequiredService<DurableEngine>().Abandon();
        burials.Add(BuryAsync(dead));
        histories.ExpireLease();
        Deaths++;
        await BootAsync(now);

        if (Ahead.TryDequeue(out (int Number, bool After) next))
        {
            DieAtWrite(next.Number, next.After);
        }

        // Nothing is asked of the new process before it has taken the hub over and finished what fell due meanwhile.
        Life present = life;
        await Task.WhenAny(app.Services.GetRequiredService<DurableEngine>().SessionAsync(CancellationToken.None), present.Died).WaitAsync(Patience);
        await Task.WhenAny(app.Clock.WaitUntilAsync(now.AddTicks(1)), present.Died).WaitAsync(Patience);
    }

    private static async Task BuryAsync(CouncilAtWork dead)
    {
        try
        {
            await dead.DisposeAsync();
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or AggregateException)
        {
            // A process that died owes nobody a clean end.
        }
    }

    private async Task BootAsync(DateTimeOffset now)
    {
        Life next = new();
        life = next;
        app = await CouncilAtWork.StartAsync(now, further: services =>
        {
            Lend(services, next);
            services.Configure<EmbeddedEngineOptions>(options =>
            {
                options.LeaseInterval = TimeSpan.FromMilliseconds(20);
                options.LeaseDuration = TimeSpan.FromMinutes(5);
            });
            services.Configure<EmbeddedHostOptions>(options => (options.StopTimeout, options.StopGrace) = (TimeSpan.FromSeconds(1), TimeSpan.Zero));
        });
        time.Clock = app.Clock;
    }

    private void Lend(IServiceCollection services, Life next)
    {
        kept[typeof(IMailSender)] = Mail;
        time.Clock = (TimeProvider)services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;
        Type[] ports = [.. services.Select(service => service.ServiceType).Where(type => type.Namespace == typeof(IMeetings).Namespace).Distinct()];
        using ServiceProvider made = services.BuildServiceProvider();
        foreach (Type port in ports)
        {
            if (!kept.TryGetValue(port, out object? memory))
            {
                kept[port] = memory = made.GetRequiredService(port);
            }

            services.AddSingleton(port, Mortal(port, memory, next));
        }

        services.AddSingleton(MortalPort<IHistoryStore>.Of(histories, next));
    }

    private static object Mortal(Type port, object memory, Life next) =>
        typeof(MortalPort<>).MakeGenericType(port).GetMethod(nameof(MortalPort<object>.Of), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [memory, next])!;

    /// <summary>The time of whichever process lives.</summary>
    private sealed class PresentTime : TimeProvider
    {
        public TimeProvider Clock { get; set; } = System;

        public override DateTimeOffset GetUtcNow() => Clock.GetUtcNow();
    }
}
