using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Minutes;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.Web;
using Kkr.Workflow.Functions.Web.Forms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Registers who may do what.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Configure(options => AccessOptions.Read(options, configuration)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidation>());
        services.AddSingleton<Callers>();
        services.AddSingleton<OwnThings>();
        services.AddSingleton<DocumentGate>();
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<LinkCheck>();
        services.AddSingleton<LinkPages>();
        services.AddSingleton<SameOrigin>();
        services.AddSingleton<FormGuard>();
        services.AddTransient<AttachmentUpload>();
        services.AddSingleton<DraftReader>();

        // The forms call the functions of the API.
        services.AddTransient<ItemsHttp>();
        services.AddTransient<ItemReviewHttp>();
        services.AddTransient<AttachmentsHttp>();
        services.AddTransient<RepliesHttp>();
        services.AddTransient<ChairmanshipHttp>();
        services.AddTransient<FollowUpHttp>();
        services.AddTransient<MailingsHttp>();
        services.AddTransient<ParticipationHttp>();
        services.AddTransient<CommentsHttp>();
        services.AddTransient<WrittenProcedureHttp>();
        services.AddTransient<DispatchHttp>();
        services.AddTransient<PromisesHttp>();
        services.AddTransient<MinutesHttp>();
    }
}
