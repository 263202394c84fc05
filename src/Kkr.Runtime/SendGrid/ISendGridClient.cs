#nullable disable // As in the published package.

using System.Net.Http.Headers;
using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>A client of SendGrid's v3 web API.</summary>
public interface ISendGridClient
{
    /// <summary>The path after the version, used where a request names none.</summary>
    string UrlPath { get; set; }

    /// <summary>The API's version, <c>v3</c>.</summary>
    string Version { get; set; }

    /// <summary>The media type of bodies, <c>application/json</c>.</summary>
    string MediaType { get; set; }

    /// <summary>Reads an Authorization header.</summary>
    /// <param name="header">The header; its value is a scheme and a parameter.</param>
    /// <returns>The header.</returns>
    AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header);

    /// <summary>Sends a request as it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, whatever its status.</returns>
    Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>Sends a request to the API.</summary>
    /// <param name="method">The method.</param>
    /// <param name="requestBody">The body.</param>
    /// <param name="queryParams">The query, as a JSON object of names and values or lists of values.</param>
    /// <param name="urlPath">The path after the version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, whatever its status.</returns>
    Task<Response> RequestAsync(
        BaseClient.Method method, string requestBody = null, string queryParams = null, string urlPath = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a mail.</summary>
    /// <param name="msg">The mail.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, whatever its status; 202 when the mail is taken.</returns>
    Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default);
}
