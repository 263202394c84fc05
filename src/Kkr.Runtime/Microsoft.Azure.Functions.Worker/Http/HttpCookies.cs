namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A cookie of a request or response.</summary>
public interface IHttpCookie
{
    /// <summary>The domain it is sent to; null for the responding host.</summary>
    string? Domain { get; }

    /// <summary>When it ends; null for the session.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>Whether scripts are kept from it.</summary>
    bool? HttpOnly { get; }

    /// <summary>Its lifetime in seconds; zero or less removes it.</summary>
    double? MaxAge { get; }

    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The path it is sent to.</summary>
    string? Path { get; }

    /// <summary>Whether it follows requests from other sites.</summary>
    SameSite SameSite { get; }

    /// <summary>Whether it is sent over HTTPS only.</summary>
    bool? Secure { get; }

    /// <summary>Its value.</summary>
    string Value { get; }
}

/// <summary>Whether a cookie follows requests from other sites.</summary>
public enum SameSite
{
    /// <summary>Not stated.</summary>
    None = 0,

    /// <summary>On top-level navigation only.</summary>
    Lax = 1,

    /// <summary>Never.</summary>
    Strict = 2,

    /// <summary>Always; stated as <c>None</c>.</summary>
    ExplicitNone = 3,
}

/// <summary>A cookie to send.</summary>
public sealed class HttpCookie : IHttpCookie
{
    /// <summary>Makes a session cookie.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public HttpCookie(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <inheritdoc/>
    public string? Domain { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset? Expires { get; set; }

    /// <inheritdoc/>
    public bool? HttpOnly { get; set; }

    /// <inheritdoc/>
    public double? MaxAge { get; set; }

    /// <inheritdoc/>
    public string Name { get; set; }

    /// <inheritdoc/>
    public string? Path { get; set; }

    /// <inheritdoc/>
    public SameSite SameSite { get; set; }

    /// <inheritdoc/>
    public bool? Secure { get; set; }

    /// <inheritdoc/>
    public string Value { get; set; }
}

/// <summary>The cookies of a response.</summary>
public abstract class HttpCookies
{
    /// <summary>Initialises the collection.</summary>
    protected HttpCookies()
    {
    }

    /// <summary>Adds a session cookie.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public abstract void Append(string name, string value);

    /// <summary>Adds a cookie.</summary>
    /// <param name="cookie">The cookie.</param>
    public abstract void Append(IHttpCookie cookie);

    /// <summary>Makes an empty cookie, which is not added yet.</summary>
    /// <returns>The cookie.</returns>
    public abstract IHttpCookie CreateNew();
}
