using Kkr.Workflow.Domain;
using Microsoft.Extensions.Configuration;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>The addresses that mails and invitations lead to. Setting: <c>PublicBaseUrl</c>.</summary>
public sealed class Links(IConfiguration configuration)
{
    public const string Setting = "PublicBaseUrl";

    private readonly string root = (configuration[Setting] ?? "http://127.0.0.1:7071").TrimEnd('/');

    /// <summary>The meeting's page.</summary>
    public string Meeting(MeetingKey meeting) => $"{root}/api/moeder/{meeting.Council}/{meeting.Meeting}";

    /// <summary>The agenda that holds when the link is followed.</summary>
    public string CurrentAgenda(MeetingKey meeting) => $"{root}/api/councils/{meeting.Council}/meetings/{meeting.Meeting}/agenda";

    /// <summary>A kept document; <paramref name="path"/> is <c>{council}/{meeting}/{name}</c>.</summary>
    public string Document(string path)
    {
        string[] parts = path.Split('/', 3);
        return $"{root}/api/councils/{parts[0]}/meetings/{parts[1]}/documents/{Uri.EscapeDataString(parts[2])}";
    }
}
