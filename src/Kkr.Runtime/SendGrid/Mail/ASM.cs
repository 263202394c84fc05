#nullable disable // As in the published package: any of these may be left out, and what is null is not sent.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>The group of mails that a recipient may unsubscribe from.</summary>
[JsonObject(IsReference = false)]
public class ASM
{
    /// <summary>The group that this mail belongs to.</summary>
    [JsonProperty(PropertyName = "group_id")]
    public int GroupId { get; set; }

    /// <summary>The groups shown on the page of preferences, at most 25.</summary>
    [JsonProperty(PropertyName = "groups_to_display")]
    public List<int> GroupsToDisplay { get; set; }
}
