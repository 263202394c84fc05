namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Keys in FunctionContext.Items. The name of the first is the real extension's, which apps are known to read.</summary>
internal static class HttpItems
{
    public const string Context = "HttpRequestContext";
}
