using Microsoft.AspNetCore.Routing;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Watches and steers orchestrations over HTTP.</summary>
internal static class DurableManagementEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) => _ = endpoints;
}
