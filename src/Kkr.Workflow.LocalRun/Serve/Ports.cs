using System.Net;
using System.Net.Sockets;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>Looks whether a port is free before anything is started, so that nothing is left half-started.</summary>
internal static class Ports
{
    /// <exception cref="LocalRunException">The port is taken.</exception>
    public static void MustBeFree(string part, int port)
    {
        using TcpListener probe = new(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException)
        {
            throw LocalRunException.PortTaken(part, port);
        }
    }
}
