using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SendGrid.Helpers.Errors.Model;

namespace SendGrid.Helpers.Errors;

/// <summary>Turns SendGrid's refusals into exceptions (see <see cref="BaseClientOptions.HttpErrorAsException"/>).</summary>
public class ErrorHandler
{
    /// <summary>Throws the exception that belongs to a response's status.</summary>
    /// <param name="message">The refusal.</param>
    /// <returns>Never completes normally.</returns>
    /// <exception cref="RequestErrorException">SendGrid refused the request.</exception>
    /// <exception cref="SendGridInternalException">SendGrid failed.</exception>
    public static async Task ThrowException(HttpResponseMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string text = JsonConvert.SerializeObject(await ReadAsync(message));
        throw message.StatusCode switch
        {
            HttpStatusCode.BadRequest => new BadRequestException(text),
            HttpStatusCode.Unauthorized => new UnauthorizedException(text),
            HttpStatusCode.Forbidden => new ForbiddenException(text),
            HttpStatusCode.NotFound => new NotFoundException(text),
            HttpStatusCode.MethodNotAllowed => new MethodNotAllowedException(text),
            HttpStatusCode.RequestEntityTooLarge => new PayloadTooLargeException(text),
            HttpStatusCode.UnsupportedMediaType => new UnsupportedMediaTypeException(text),
            HttpStatusCode.TooManyRequests => new TooManyRequestsException(text),
            HttpStatusCode.InternalServerError => new ServerUnavailableException(text),
            HttpStatusCode.ServiceUnavailable => new ServiceNotAvailableException(text),
            _ => new RequestErrorException(text),
        };
    }

    /// <summary>SendGrid answers <c>{"errors":[{"message":…,"field":…,"help":…}]}</c>; a proxy in between may answer anything.</summary>
    private static async Task<SendGridErrorResponse> ReadAsync(HttpResponseMessage message)
    {
        SendGridErrorResponse response = new()
        {
            ErrorHttpStatusCode = (int)message.StatusCode,
            ErrorReasonPhrase = message.ReasonPhrase,
        };
        string body = await message.Content.ReadAsStringAsync();
        try
        {
            JToken? error = body.Length == 0 ? null : JToken.Parse(body).SelectToken("errors[0]") ?? JToken.Parse(body).SelectToken("error");
            response.SendGridErrorMessage = error is JValue ? error.ToString() : (string?)error?["message"];
            response.FieldWithError = error is JValue ? null : (string?)error?["field"];
            response.HelpLink = error is JValue ? null : (string?)error?["help"];
        }
        catch (JsonException)
        {
            response.SendGridErrorMessage = body;
        }

        return response;
    }
}
