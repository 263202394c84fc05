namespace Kkr.Workflow.Domain;

/// <summary>A meeting's identity. It stays the same when the meeting is moved to another date.</summary>
/// <param name="Council">The council's id, lower-case letters, digits and hyphens, e.g. <c>midtjylland</c>.</param>
/// <param name="Meeting">The meeting's id within the council: planning year and serial number, e.g. <c>2026-5</c>.</param>
public sealed record MeetingKey(string Council, string Meeting)
{
    public override string ToString() => $"{Council}/{Meeting}";
}
