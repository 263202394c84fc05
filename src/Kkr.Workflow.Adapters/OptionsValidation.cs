using Kkr.Workflow.Adapters.Graph;
using Kkr.Workflow.Adapters.SendGrid;
using Kkr.Workflow.Adapters.Storage;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Adapters;

/// <summary>Settings that are missing or dangerous stop the app at start, each message naming its key.</summary>
internal sealed class OptionsValidation : IValidateOptions<StorageOptions>, IValidateOptions<GraphOptions>, IValidateOptions<SendGridOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        !string.IsNullOrWhiteSpace(options.ConnectionString) || (options.TableEndpoint is not null && options.BlobEndpoint is not null)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{StorageOptions.Key} is missing. Set it to a storage connection string (UseDevelopmentStorage=true on a "
                + $"developer's machine), or set {StorageOptions.Key}:accountName to use the app's managed identity.");

    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        List<string> errors = [];
        CheckAddress($"{GraphOptions.Section}:BaseUrl", options.BaseUrl, errors);
        switch (options.Credential)
        {
            case GraphOptions.DefaultCredential:
                break;
            case GraphOptions.LocalCredential:
                if (options.BaseUrl is { IsAbsoluteUri: true, IsLoopback: false })
                {
                    errors.Add($"{GraphOptions.Section}:Credential is 'local', which is only for a stand-in on this machine, but "
                        + $"{GraphOptions.Section}:BaseUrl is '{options.BaseUrl.Host}'. Use 'default' there.");
                }

                break;
            default:
                errors.Add($"{GraphOptions.Section}:Credential is '{options.Credential}'. It must be 'default' or 'local'.");
                break;
        }

        if (options.Timeout <= TimeSpan.Zero)
        {
            errors.Add($"{GraphOptions.Section}:Timeout is {options.Timeout}. It must be more than zero.");
        }

        return Result(errors);
    }

    public ValidateOptionsResult Validate(string? name, SendGridOptions options)
    {
        List<string> errors = [];
        CheckAddress($"{SendGridOptions.Section}:Host", options.Host, errors);
        if (options.Host is { IsAbsoluteUri: true, AbsolutePath: not "/" })
        {
            errors.Add($"{SendGridOptions.Section}:Host is '{options.Host}'. It must be SendGrid's address without a path, e.g. https://api.eu.sendgrid.com.");
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            errors.Add($"{SendGridOptions.Section}:ApiKey is missing. Set it to an API key with »Mail Send« (any text will do for a stand-in on this machine).");
        }

        if (options.Timeout <= TimeSpan.Zero)
        {
            errors.Add($"{SendGridOptions.Section}:Timeout is {options.Timeout}. It must be more than zero.");
        }

        return Result(errors);
    }

    private static void CheckAddress(string key, Uri? address, List<string> errors)
    {
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            errors.Add($"{key} is '{address}'. It must be an absolute https address.");
        }
        else if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            errors.Add($"{key} is '{address}'. Keys and tokens are only sent over https; http is for a stand-in on this machine.");
        }
    }

    private static ValidateOptionsResult Result(List<string> errors) =>
        errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
}
