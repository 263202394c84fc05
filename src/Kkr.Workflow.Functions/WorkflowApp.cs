using Azure.Core.Serialization;
using Kkr.Workflow.Adapters;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Archive.People;
using Kkr.Workflow.Functions.Archive.Retention;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Http.OpenApi;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.Mailing.Texts;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Kkr.Workflow.Functions.Minutes;
using Kkr.Workflow.Functions.Planning;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions;

/// <summary>The composition root: what the app is made of. Program.cs calls it, and so does whoever hosts the app in its own process.</summary>
public static class WorkflowApp
{
    public static void Configure(FunctionsApplicationBuilder builder)
    {
        ConfigureHost(builder);
        builder.Services.AddWorkflowAdapters(builder.Configuration);
    }

    /// <summary>Everything but the adapters, for those who bring ports of their own.</summary>
    public static void ConfigureHost(FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<SafetyMiddleware>();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<ConditionalMiddleware>();
        builder.UseMiddleware<AddressMiddleware>();
        builder.UseMiddleware<NegotiationMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.UseMiddleware<RepeatMiddleware>();
        builder.UseMiddleware<AuditMiddleware>();

        // The web server tells every address at level Information, and a signed link is one.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddWorkflow(builder.Services);
        builder.Services.AddAccess(builder.Configuration);
    }

    private static void AddWorkflow(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(Wire.Durable));
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<CouncilFiles>();
        services.AddSingleton<RetentionSearch>();
        services.AddSingleton<RetentionRun>();
        services.AddSingleton<PersonSearch>();
        services.AddSingleton<PersonInDrafts>();
        services.AddSingleton<PersonErasure>();
        services.AddSingleton<MeetingChanges>();
        services.AddSingleton<MeetingFiles>();
        services.AddSingleton<StandingItems>();
        services.AddSingleton<LeftOutItems>();
        services.AddSingleton<AgendaLookout>();
        services.AddSingleton<ItemDesk>();
        services.AddSingleton<ItemIntake>();
        services.AddSingleton<AttachmentIntake>();
        services.AddSingleton<NewItemFiles>();
        services.AddHostedService<ScanNotice>();
        services.AddSingleton<AttachmentOwners>();
        services.AddSingleton<PresenterSlots>();
        services.AddSingleton<ConfidentialReads>();
        services.AddSingleton<DocumentKeeper>();
        services.AddSingleton<EditionAnswer>();
        services.AddSingleton<EditionCopies>();
        services.AddSingleton<Links>();
        services.AddSingleton<EventSignature>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<MailRecipients>();
        services.AddSingleton<MailDocuments>();
        services.AddSingleton<CouncilTexts>();
        services.AddSingleton<MailPreviews>();
        services.AddSingleton<MailingList>();
        services.AddSingleton<CouncilZones>();
        services.AddSingleton<ApiDescription>();
        services.AddSingleton<MeetingDesk>();
        services.AddSingleton<Door>();
        services.AddSingleton<YearPlanner>();
        services.AddSingleton<WaitingMeetings>();
        services.AddSingleton<AnnualWheels>();
        services.AddSingleton<MinutesVerdicts>();
        services.AddSingleton<CarriedItems>();
        services.AddSingleton<PendingCorrections>();
        services.AddSingleton<SettlingActivities>();
        services.AddSingleton<ItemNews>();
        services.AddSingleton<CalendarActivities>();
        services.AddSingleton<CalendarEntries>();
        services.AddSingleton<CalendarReplies>();
        services.AddSingleton<PublicationGate>();
    }
}
