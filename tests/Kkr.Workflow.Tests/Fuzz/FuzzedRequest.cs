using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.Tests.Fuzz;

/// <summary>A request with one thing or a few wrong, or none.</summary>
/// <param name="Route">The operation it began as.</param>
/// <param name="Path">The path it goes to.</param>
/// <param name="Bytes">The whole request.</param>
/// <param name="IsCutOff">The sender hangs up after it.</param>
/// <param name="IsSound">It is HTTP as it should be, to an operation that there is: the app answers it, not its host.</param>
internal sealed record FuzzedRequest(ApiRoute Route, string Path, byte[] Bytes, bool IsCutOff, bool IsSound)
{
    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=klingon", "application/problem+json", "text/plain", "text/html",
        "application/xml", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/pdf", "image/png", "x", "", "application/json, text/plain",
    ];

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];

    private static readonly string[] Queries =
        ["?", "?limit=5", "?limit=-1", "?limit=999999999999", "?limit=a", "?continuation=%00", "?continuation=abc", "?cursor=x", "?status=accepted", "?status=nope", "?from=0001-01-01", "?to=9999-12-31", "?a=1&a=2", "?dryRun=true", "?token=abc", "?code=x", "?%ff=%ff", "?section=99"];

    private static readonly string[] Posts =
        ["secretariat", "secretariat", "chair", "vice-chair", "director-0730", "director-0741", "member-0730", "deputy-0730", "network", "observer", "nobody", "raad-b", "director-9999", "", "*"];

    public static FuzzedRequest Make(Random random)
    {
        ApiRoute route = Routes.All[random.Next(Routes.All.Count)];
        (string path, bool isKnownPath) = PathOf(random, route);
        string method = route.Method;
        bool isKnownMethod = true;
        if (random.Next(60) == 0)
        {
            method = Methods[random.Next(Methods.Length)];
            isKnownMethod = method == route.Method;
        }

        byte[] body = method is "GET" or "HEAD" && random.Next(10) > 0 ? [] : BodyOf(random, route);
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"{method} /api/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        bool areSoundHeaders = Headers(random, head);
        bool isCutOff = false;
        bool isSoundFrame = true;
        switch (random.Next(80))
        {
            case 0 when body.Length > 2:
                // Less comes than was promised.
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length + random.Next(1, 50)}\r\n");
                (isCutOff, isSoundFrame) = (true, false);
                break;
            case 1:
                head.Append("Transfer-Encoding: chunked\r\n");
                body = random.Next(3) == 0
                    ? [.. Encoding.ASCII.GetBytes("zz\r\n"), .. body]
                    : [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}\r\n")), .. body, .. Encoding.ASCII.GetBytes(random.Next(2) == 0 ? "\r\n0\r\n\r\n" : "\r\n5\r\nab")];
                (isCutOff, isSoundFrame) = (true, false);
                break;
            case 2:
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {(random.Next(2) == 0 ? "-1" : "99999999999999999999")}\r\n");
                (isCutOff, isSoundFrame) = (true, false);
                break;
            default:
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
                break;
        }

        head.Append("\r\n");
        return new FuzzedRequest(
            route, path, [.. Encoding.UTF8.GetBytes(head.ToString()), .. body], isCutOff, isKnownPath && isKnownMethod && areSoundHeaders && isSoundFrame);
    }

    /// <summary>The start of the request as a reader can take it in.</summary>
    public override string ToString()
    {
        string text = Encoding.UTF8.GetString(Bytes, 0, Math.Min(Bytes.Length, 1500));
        return string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? $"\\x{(int)c:x2}" : c.ToString())) + (Bytes.Length > 1500 ? $"… ({Bytes.Length} bytes)" : "") + (IsCutOff ? " (cut off)" : "");
    }

    private static (string Path, bool IsKnown) PathOf(Random random, ApiRoute route)
    {
        bool isKnown = true;
        string path = Routes.Placeholder().Replace(route.Template, placeholder =>
        {
            if (random.Next(14) > 0)
            {
                return Routes.ValueOf(placeholder.Groups["name"].Value, random);
            }

            isKnown = false;
            return Odd.Segment(random);
        });
        if (random.Next(40) == 0)
        {
            isKnown = false;
            path = random.Next(4) switch { 0 => path + "/", 1 => path + "/" + Odd.Segment(random), 2 => path.Replace("/", "//", StringComparison.Ordinal), _ => path.ToUpperInvariant() };
        }

        return (random.Next(25) == 0 ? path + Queries[random.Next(Queries.Length)] : path, isKnown);
    }

    private static bool Headers(Random random, StringBuilder head)
    {
        bool isSound = true;
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {(random.Next(12) > 0 ? "application/json" : ContentTypes[random.Next(ContentTypes.Length)])}\r\n");
        if (random.Next(3) > 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"X-Acting-Post: {(random.Next(20) == 0 ? Text() : Posts[random.Next(Posts.Length)])}\r\n");
        }

        if (random.Next(4) == 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"If-Match: {(random.Next(2) == 0 ? "*" : Text())}\r\n");
        }

        if (random.Next(4) == 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Idempotency-Key: {(random.Next(2) == 0 ? "k" + random.Next(20) : Text())}\r\n");
        }

        if (random.Next(15) == 0)
        {
            string[] names = ["If-None-Match", "Accept", "Authorization", "X-MS-CLIENT-PRINCIPAL", "X-MS-CLIENT-PRINCIPAL-NAME", "Range", "Accept-Language", "Cookie", "X-Forwarded-Host", "If-Modified-Since", "Content-Encoding", "X-Functions-Key"];
            head.Append(CultureInfo.InvariantCulture, $"{names[random.Next(names.Length)]}: {Text()}\r\n");
        }

        return isSound;

        string Text()
        {
            string text = Odd.Text(random);

            // Characters that no header may carry are refused by the host before the app sees them.
            isSound &= text.All(c => c is >= ' ' and <= '~');
            return text;
        }
    }

    private static byte[] BodyOf(Random random, ApiRoute route)
    {
        JsonNode right = Routes.BodyOf(route, random);
        string text = random.Next(5) == 0 ? right.ToJsonString() : Odd.Changed(random, right);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(25))
        {
            case 0 when bytes.Length > 1:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                int at = random.Next(bytes.Length + 1);
                return [.. bytes.AsSpan(0, at), (byte)random.Next(256), .. bytes.AsSpan(at)];
            case 2:
                return [0xEF, 0xBB, 0xBF, .. bytes];
            case 3:
                return Encoding.Unicode.GetBytes(text);
            case 4:
                byte[] noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                return noise;
            case 5:
                return Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nT\r\n--x" + (random.Next(2) == 0 ? "--" : ""));
            case 6 when random.Next(10) == 0:
                return Encoding.UTF8.GetBytes("{\"title\":\"" + new string('x', 1_100_000) + "\"}");
            default:
                return bytes;
        }
    }
}
