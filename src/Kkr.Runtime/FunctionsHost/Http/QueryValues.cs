using System.Collections.Specialized;
using Microsoft.AspNetCore.WebUtilities;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Reads a query string into the collection that HttpRequestData shows.</summary>
internal static class QueryValues
{
    public static NameValueCollection Parse(string query)
    {
        NameValueCollection values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues texts) in QueryHelpers.ParseQuery(query))
        {
            foreach (string? text in texts)
            {
                values.Add(name, text);
            }
        }

        return values;
    }
}
