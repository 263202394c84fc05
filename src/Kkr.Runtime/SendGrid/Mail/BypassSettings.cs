#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>Delivers whatever lists the recipient is on. For mails that have to arrive only.</summary>
[JsonObject(IsReference = false)]
public class BypassListManagement
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool Enable { get; set; }
}

/// <summary>Delivers even to those who reported spam. Not together with <see cref="BypassListManagement"/>.</summary>
[JsonObject(IsReference = false)]
public class BypassSpamManagement
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool Enable { get; set; }
}

/// <summary>Delivers even to addresses that bounced. Not together with <see cref="BypassListManagement"/>.</summary>
[JsonObject(IsReference = false)]
public class BypassBounceManagement
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool Enable { get; set; }
}

/// <summary>Delivers even to those who unsubscribed. Not together with <see cref="BypassListManagement"/>.</summary>
[JsonObject(IsReference = false)]
public class BypassUnsubscribeManagement
{
    /// <summary>Whether it is on.</summary>
    [JsonProperty(PropertyName = "enable")]
    public bool Enable { get; set; }
}
