using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>One line of SendGrid's error answer.</summary>
internal sealed record SendGridError(string Message, string? Field = null, string? Help = null);

/// <summary>The rules of <c>POST /v3/mail/send</c> that our mails can break, with the field names that the real service gives.</summary>
internal static partial class SendGridRules
{
    private const int CustomArgsBytes = 10_000;

    public static IReadOnlyList<SendGridError> Check(JsonElement mail)
    {
        List<SendGridError> errors = [];
        if (mail.ValueKind != JsonValueKind.Object)
        {
            return [new SendGridError("The request must be one JSON object.")];
        }

        bool subjects = Personalizations(mail, errors);
        Address(mail, "from", required: true, errors);
        Address(mail, "reply_to", required: false, errors);
        if (!subjects && !HasText(mail, "subject"))
        {
            errors.Add(new SendGridError("A subject is required, here or in every personalization.", "subject"));
        }

        Content(mail, errors);
        Categories(mail, errors);
        Attachments(mail, errors);
        if (Sandbox(mail) is { } enable && enable.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.Add(new SendGridError("The sandbox mode enable param should be a boolean value.", "mail_settings.sandbox_mode.enable"));
        }

        return errors;
    }

    /// <summary>True when the mail is only to be looked at.</summary>
    public static bool IsSandboxed(JsonElement mail) => Sandbox(mail) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Sandbox(JsonElement mail) =>
        mail.TryGetProperty("mail_settings", out JsonElement settings) && settings.ValueKind == JsonValueKind.Object
        && settings.TryGetProperty("sandbox_mode", out JsonElement mode) && mode.ValueKind == JsonValueKind.Object
        && mode.TryGetProperty("enable", out JsonElement enable)
            ? enable
            : null;

    private static void Attachments(JsonElement mail, List<SendGridError> errors)
    {
        if (!mail.TryGetProperty("attachments", out JsonElement attachments) || attachments.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach ((int index, JsonElement attachment) in attachments.EnumerateArray().Index())
        {
            if (Text(attachment, "content") is not { Length: > 0 } content || !System.Buffers.Text.Base64.IsValid(content))
            {
                errors.Add(new SendGridError("The attachment content must be base64 encoded.", $"attachments.{index}.content"));
            }

            if (!HasText(attachment, "filename"))
            {
                errors.Add(new SendGridError("The attachment filename is required.", $"attachments.{index}.filename"));
            }
        }
    }

    /// <summary>True when every personalization brings a subject of its own.</summary>
    private static bool Personalizations(JsonElement mail, List<SendGridError> errors)
    {
        if (!mail.TryGetProperty("personalizations", out JsonElement all) || all.ValueKind != JsonValueKind.Array || all.GetArrayLength() == 0)
        {
            errors.Add(new SendGridError("At least one personalization is required.", "personalizations"));
            return false;
        }

        if (all.GetArrayLength() > 1000)
        {
            errors.Add(new SendGridError("At most 1000 personalizations are taken.", "personalizations"));
        }

        bool subjects = true;
        int index = 0;
        foreach (JsonElement one in all.EnumerateArray())
        {
            string at = $"personalizations.{index++}";
            subjects &= HasText(one, "subject");
            if (!one.TryGetProperty("to", out JsonElement to) || to.ValueKind != JsonValueKind.Array || to.GetArrayLength() == 0)
            {
                errors.Add(new SendGridError("The to array is required and holds at least one address.", $"{at}.to"));
            }

            HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
            foreach (string list in (string[])["to", "cc", "bcc"])
            {
                Addresses(one, list, at, seen, errors);
            }

            CustomArgs(one, $"{at}.custom_args", errors);
        }

        CustomArgs(mail, "custom_args", errors);
        return subjects;
    }

    private static void Addresses(JsonElement one, string list, string at, HashSet<string> seen, List<SendGridError> errors)
    {
        if (!one.TryGetProperty(list, out JsonElement addresses) || addresses.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        int index = 0;
        foreach (JsonElement address in addresses.EnumerateArray())
        {
            string field = $"{at}.{list}.{index++}.email";
            string? email = Text(address, "email");
            if (!IsAddress(email))
            {
                errors.Add(new SendGridError("Not a valid address.", field));
            }
            else if (!seen.Add(email!))
            {
                errors.Add(new SendGridError("An address may stand only once among to, cc and bcc.", field));
            }
        }
    }

    private static void Address(JsonElement mail, string name, bool required, List<SendGridError> errors)
    {
        bool given = mail.TryGetProperty(name, out JsonElement address) && address.ValueKind == JsonValueKind.Object;
        if (!given && required)
        {
            errors.Add(new SendGridError($"The {name} object with an email is required.", $"{name}.email"));
        }
        else if (given && !IsAddress(Text(address, "email")))
        {
            errors.Add(new SendGridError($"The {name} email is not a valid address.", $"{name}.email"));
        }
    }

    private static void Content(JsonElement mail, List<SendGridError> errors)
    {
        if (HasText(mail, "template_id"))
        {
            return;
        }

        if (!mail.TryGetProperty("content", out JsonElement content) || content.ValueKind != JsonValueKind.Array || content.GetArrayLength() == 0)
        {
            errors.Add(new SendGridError("Without a template at least one content is required.", "content"));
            return;
        }

        List<string?> types = [];
        foreach (JsonElement part in content.EnumerateArray())
        {
            types.Add(Text(part, "type"));
            if (!HasText(part, "type"))
            {
                errors.Add(new SendGridError("The type of a content is required.", $"content.{types.Count - 1}.type"));
            }

            if (!HasText(part, "value"))
            {
                errors.Add(new SendGridError("The value of a content is at least one character.", $"content.{types.Count - 1}.value"));
            }
        }

        if (types.IndexOf("text/plain") > 0)
        {
            errors.Add(new SendGridError("text/plain comes first, then text/html, then other types.", "content"));
        }
    }

    private static void CustomArgs(JsonElement owner, string field, List<SendGridError> errors)
    {
        if (!owner.TryGetProperty("custom_args", out JsonElement arguments) || arguments.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty argument in arguments.EnumerateObject().Where(argument => argument.Value.ValueKind != JsonValueKind.String))
        {
            errors.Add(new SendGridError("A custom argument's value is a string.", $"{field}.{argument.Name}"));
        }

        if (Encoding.UTF8.GetByteCount(arguments.GetRawText()) > CustomArgsBytes)
        {
            errors.Add(new SendGridError($"Custom arguments take at most {CustomArgsBytes} bytes.", field));
        }
    }

    private static void Categories(JsonElement mail, List<SendGridError> errors)
    {
        if (!mail.TryGetProperty("categories", out JsonElement categories) || categories.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        string[] names = [.. categories.EnumerateArray().Select(category => category.ToString())];
        if (names.Length > 10)
        {
            errors.Add(new SendGridError("At most 10 categories are taken.", "categories"));
        }

        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            errors.Add(new SendGridError("Categories must differ from each other.", "categories"));
        }

        if (names.Any(name => name.Length > 255))
        {
            errors.Add(new SendGridError("A category has at most 255 characters.", "categories"));
        }
    }

    internal static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool HasText(JsonElement owner, string name) => !string.IsNullOrEmpty(Text(owner, name));

    private static bool IsAddress(string? email) => email is { Length: <= 320 } && Shape().IsMatch(email);

    [GeneratedRegex(@"^[^\s@<>,;""]+@[^\s@<>,;""]+\.[^\s@<>,;"".]+$", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
