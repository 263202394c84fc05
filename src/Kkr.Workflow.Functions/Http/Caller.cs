using Kkr.Workflow.Domain.Directory;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Who acts. The post goes into the audit log; it says who the caller claims to be and grants nothing by itself.</summary>
/// <param name="Post">A post of the directory, or <c>secretariat</c>.</param>
/// <param name="Entry">The post as the directory has it; null for the secretariat without a post there, and where nothing is changed.</param>
internal sealed record Caller(string Post, Post? Entry = null)
{
    public const string Header = "X-Acting-Post";
    public const string Secretariat = "secretariat";

    public static Caller Of(HttpRequest request) => new(Claimed(request), request.HttpContext.Items[Header] as Post);

    /// <summary>Remembers the directory's entry for the rest of the request.</summary>
    public static void Know(HttpRequest request, Post entry) => request.HttpContext.Items[Header] = entry;

    /// <summary>What the request says, right or wrong; the secretariat when it says nothing.</summary>
    public static string Claimed(HttpRequest request) => request.Headers[Header].ToString() is { Length: > 0 } post ? post : Secretariat;
}
