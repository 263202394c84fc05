using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>The app's settings on a developer's machine, by configuration key: Azurite for storage, the inbox for SendGrid and Graph.</summary>
internal static class AppSettings
{
    /// <summary>Signs links where a run must come out the same each time. Known to everybody who reads this, and so to be used for nothing else.</summary>
    public const string KnownLinkKey = "play:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static Dictionary<string, string?> For(string storage, InboxServer inbox, InboxOptions options, string publicAddress, string linkKey = KnownLinkKey) => new()
    {
        ["AzureWebJobsStorage"] = storage,
        ["SendGrid:ApiKey"] = options.SendGridKey,
        ["SendGrid:Host"] = inbox.Address.ToString().TrimEnd('/'),
        // Whoever is to be left without an answer on purpose need not wait half a minute for it.
        ["SendGrid:Timeout"] = options.Faults.HasSilence ? "00:00:02" : "00:00:30",
        ["SendGrid:EventKey"] = inbox.Webhooks.PublicKey,
        ["Graph:BaseUrl"] = inbox.GraphAddress.ToString(),
        ["Graph:Credential"] = "local",
        ["PublicBaseUrl"] = publicAddress,
        // There is nobody to sign in with on a developer's machine: who acts is what the request says.
        ["Access:TrustActingPost"] = "true",
        ["Access:LinkKeys"] = linkKey,
        // The console is for the addresses and for what goes wrong; host.json's level is for Azure.
        ["AzureFunctionsJobHost:logging:logLevel:default"] = "Warning",
    };
}
