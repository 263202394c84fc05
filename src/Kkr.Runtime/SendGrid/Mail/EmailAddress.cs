#nullable disable // As in the published package.

using Newtonsoft.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>An e-mail address, with the name of whose it is. Two are equal when their addresses are, without regard to case.</summary>
[JsonObject(IsReference = false)]
public class EmailAddress : IEquatable<EmailAddress>
{
    /// <summary>An empty address.</summary>
    public EmailAddress()
    {
    }

    /// <summary>An address.</summary>
    /// <param name="email">The address.</param>
    /// <param name="name">Whose it is.</param>
    public EmailAddress(string email, string name = null)
    {
        Email = email;
        Name = name;
    }

    /// <summary>Whose it is.</summary>
    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    /// <summary>The address.</summary>
    [JsonProperty(PropertyName = "email")]
    public string Email { get; set; }

    /// <summary>Whether the addresses are equal.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(EmailAddress left, EmailAddress right) => Equals(left, right);

    /// <summary>Whether the addresses differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(EmailAddress left, EmailAddress right) => !Equals(left, right);

    /// <inheritdoc />
    public bool Equals(EmailAddress other) => other is not null && string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object obj) => Equals(obj as EmailAddress);

    /// <inheritdoc />
    public override int GetHashCode() => Email is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Email);
}
