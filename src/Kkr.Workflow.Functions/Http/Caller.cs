using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Who acts. The post goes into the audit log; it says who the caller claims to be and grants nothing by itself.</summary>
/// <param name="Post">A post of the directory, or <c>secretariat</c>.</param>
internal sealed record Caller(string Post)
{
    public const string Header = "X-Acting-Post";
    public const string Secretariat = "secretariat";

    public static Caller Of(HttpRequest request) =>
        new(request.Headers[Header].ToString() is { Length: > 0 and <= 100 } post ? post : Secretariat);
}
