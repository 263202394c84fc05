using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>An account's table service as the clients of one kind share it: address, credential and Azure.Core's pipeline (retries, logs).</summary>
internal sealed class TableConnection
{
    private readonly string _version;

    private TableConnection(Uri endpoint, string accountName, TableSharedKeyCredential? key, string? sas, TableClientOptions? options, params HttpPipelinePolicy[] authentication)
    {
        options ??= new TableClientOptions();
        Address = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        Endpoint = new Uri(Address);
        AccountName = accountName;
        Key = key;
        Sas = sas;
        _version = options.VersionText;
        HttpPipelineOptions pipeline = new(options) { RequestFailedDetailsParser = TableErrorParser.Instance };
        foreach (HttpPipelinePolicy policy in authentication)
        {
            pipeline.PerRetryPolicies.Add(policy);
        }

        Pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    /// <summary>The service's address, without a slash at its end.</summary>
    public string Address { get; }

    /// <summary>The service's address.</summary>
    public Uri Endpoint { get; }

    public string AccountName { get; }

    /// <summary>The account's key where the client has it: needed to make signatures.</summary>
    public TableSharedKeyCredential? Key { get; }

    /// <summary>The signature that came with the address or the connection string.</summary>
    public string? Sas { get; }

    public HttpPipeline Pipeline { get; }

    public static TableConnection From(string connectionString, TableClientOptions? options)
    {
        TableAccount account = TableAccount.Parse(connectionString);
        HttpPipelinePolicy policy = account.Sas is { } sas ? new SasPolicy(new AzureSasCredential(sas)) : new SharedKeyPolicy(account.Key!);
        return new TableConnection(account.Endpoint, account.Name, account.Key, account.Sas, options, policy);
    }

    public static TableConnection From(Uri service, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new TableConnection(service, credential.AccountName, credential, null, options, new SharedKeyPolicy(credential));
    }

    public static TableConnection From(Uri service, AzureSasCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return service.Query.Length > 1
            ? throw new ArgumentException("Give the shared access signature in the address or as a credential, not both.", nameof(service))
            : new TableConnection(service, TableAccount.NameIn(service), null, null, options, new SasPolicy(credential));
    }

    public static TableConnection From(Uri service, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        RequireHttps(service);
        string scope = (options?.Audience ?? TableAudience.AzurePublicCloud).DefaultScope;
        return new TableConnection(service, TableAccount.NameIn(service), null, null, options,
            new TableTokenPolicy(credential, scope, options?.EnableTenantDiscovery ?? false));
    }

    /// <summary>An address that carries its own signature, or none at all.</summary>
    public static TableConnection From(Uri service, string query, TableClientOptions? options)
    {
        string sas = query.TrimStart('?');
        return sas.Length == 0
            ? new TableConnection(service, TableAccount.NameIn(service), null, null, options)
            : new TableConnection(service, TableAccount.NameIn(service), null, sas, options, new SasPolicy(new AzureSasCredential(sas)));
    }

    /// <summary>A request to a path below the service, already percent-encoded.</summary>
    public HttpMessage CreateMessage(RequestMethod method, string path)
    {
        HttpMessage message = Pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = method;
        request.Uri.Reset(Endpoint);
        request.Uri.AppendPath(path, escape: false);
        request.Headers.SetValue("x-ms-version", _version);
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    /// <summary>Sends, and throws what the service refuses unless its status is the one expected besides success.</summary>
    public async Task<Response> SendAsync(HttpMessage message, bool async, CancellationToken cancellationToken, int alsoFine = 0)
    {
        if (async)
        {
            await Pipeline.SendAsync(message, cancellationToken);
        }
        else
        {
            Pipeline.Send(message, cancellationToken);
        }

        Response response = message.Response;
        return response.Status is >= 200 and < 300 || response.Status == alsoFine ? response : throw new RequestFailedException(response);
    }

    /// <summary><c>name(PartitionKey='…',RowKey='…')</c> with quotes doubled and the rest percent-encoded.</summary>
    public static string EntityPath(string table, string partitionKey, string rowKey)
        => string.Create(CultureInfo.InvariantCulture, $"/{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')");

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static void RequireHttps(Uri service)
    {
        if (service.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException("A token may be sent over https only.", nameof(service));
        }
    }
}
