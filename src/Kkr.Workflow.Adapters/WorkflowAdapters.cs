using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Channels;
using Kkr.Workflow.Adapters.Graph;
using Kkr.Workflow.Adapters.SendGrid;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Adapters.Tables;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Adapters;

/// <summary>Puts every port of the domain on Tables, Blobs, Graph and SendGrid.</summary>
public static class WorkflowAdapters
{
    /// <summary>
    /// Registers the adapters. Settings are read when first needed, so a host may still add configuration sources after this call; they are
    /// validated when the host starts, and an <see cref="OptionsValidationException"/> then names the key that is wrong.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">Holds <c>AzureWebJobsStorage</c>, <c>Graph:…</c> and <c>SendGrid:…</c>.</param>
    public static IServiceCollection AddWorkflowAdapters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Configure(options => StorageOptions.Read(options, configuration)).ValidateOnStart();
        services.AddOptions<GraphOptions>().Bind(configuration.GetSection(GraphOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, OptionsValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GraphOptions>, OptionsValidation>());

        services.TryAddSingleton<WorkflowStorage>();
        services.TryAddSingleton<Containers>();
        services.TryAddSingleton<RowShape>();
        services.TryAddSingleton<ItemRows>();
        services.TryAddSingleton<AuditTable>();
        services.TryAddSingleton<ICouncils, CouncilsTable>();
        services.AddSingleton<IMeetings, MeetingsTable>();
        services.AddSingleton<IItems, ItemsTable>();
        services.AddSingleton<IMailings, MailingsTable>();
        services.AddSingleton<IMailTexts, MailTextsTable>();
        services.AddSingleton<IFollowUps, FollowUpsTable>();
        services.AddSingleton<IDirectory, DirectoryTable>();
        services.AddSingleton<IAnsweredRequests, AnsweredRequestsTable>();
        services.AddSingleton<ILinkRevocations, LinkRevocationsTable>();
        services.AddSingleton<IAuditLog>(provider => provider.GetRequiredService<AuditTable>());
        services.AddSingleton<IDocumentArchive, DocumentArchive>();
        services.TryAddSingleton<IVirusScan, NoVirusScan>();

        services.TryAddSingleton(provider => GraphClient.Create(provider.GetRequiredService<IOptions<GraphOptions>>().Value));
        services.AddSingleton<ICalendar, GraphCalendar>();
        services.AddSingleton<ICalendarChanges, GraphChanges>();
        services.AddSingleton<ICalendarWatches, CalendarWatchesTable>();
        services.AddSingleton<ICalendarLedgers, CalendarLedgersTable>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSendGridMail(configuration);
        services.AddSingleton<GraphMailSender>();
        services.AddSingleton<TeamsChatSender>();
        services.Replace(ServiceDescriptor.Singleton<IMailSender>(provider => new ChannelMailSender(
            provider.GetRequiredService<SendGridMailSender>(),
            provider.GetRequiredService<GraphMailSender>(),
            provider.GetRequiredService<TeamsChatSender>(),
            provider.GetRequiredService<ILogger<ChannelMailSender>>())));
        return services;
    }

    /// <summary>Puts mail on SendGrid, by itself: whoever has the other ports elsewhere can have mail leave for real.</summary>
    /// <param name="services">The app's services. Its TimeProvider says how long SendGrid is left alone when it asks for that.</param>
    /// <param name="configuration">Holds <c>SendGrid:…</c>.</param>
    public static IServiceCollection AddSendGridMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SendGridOptions>().Bind(configuration.GetSection(SendGridOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SendGridOptions>, OptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(SendGridLine.ClientName);
        services.TryAddSingleton<SendGridPace>();
        services.TryAddSingleton<SendGridLine>();
        services.AddSingleton<SendGridMailSender>();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<SendGridMailSender>());
        services.AddSingleton<ISuppressions, SendGridSuppressions>();
        return services;
    }
}
