using System.Security.Cryptography;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Access.Links;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Takes a form only from a page that we made for this link: by a token in the form, and by where the browser says that it comes from.</summary>
public sealed class FormGuard(LinkSigner signer, SameOrigin origin)
{
    private const string IdField = "formular";
    private const string TokenField = "formularkode";

    /// <summary>The hidden fields of a form. The form's id is also the key by which sending it twice changes nothing twice.</summary>
    internal string Fields(HttpRequest request, LinkPurpose purpose)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        return $"<input type=\"hidden\" name=\"{IdField}\" value=\"{id}\"><input type=\"hidden\" name=\"{TokenField}\" value=\"{signer.FormToken(TokenOf(request, purpose), id)}\">";
    }

    /// <summary>The fields that were sent, or why they are not taken.</summary>
    internal async Task<Result<SentForm>> ReadAsync(HttpRequest request, LinkPurpose purpose, CancellationToken cancellation)
    {
        // Browsers tell; what tells nothing is left to the token.
        if (!request.HasFormContentType || origin.Of(request) == false)
        {
            return LinkRefusals.Forged;
        }

        IFormCollection fields;
        try
        {
            fields = await request.ReadFormAsync(cancellation);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            // More than the server or the form reader takes, or no form at all. A browser sends whole forms.
            return LinkRefusals.Unreadable;
        }

        string id = fields[IdField].ToString();
        return id.Length is > 0 and <= 64 && signer.IsFormToken(TokenOf(request, purpose), id, fields[TokenField].ToString())
            ? new SentForm(id, fields)
            : LinkRefusals.Forged;
    }

    private static string TokenOf(HttpRequest request, LinkPurpose purpose) => request.Cookies[LinkCookie.NameOf(purpose)] ?? "";
}

/// <summary>A form that was sent.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Fields">What was typed.</param>
internal sealed record SentForm(string Id, IFormCollection Fields)
{
    /// <summary>What was typed, with plain line breaks; null when nothing was.</summary>
    public string? Text(string name) => Fields[name].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.ReplaceLineEndings("\n") : null;
}
