using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Access.Links;

/// <summary>What a signed link says. It proves a post, and that the post's holder is still the one it was sent to.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Meeting">The meeting that it is about.</param>
/// <param name="Post">The post it was sent to.</param>
/// <param name="Person">The post's holder when it was sent, by id; empty when the post was vacant and the secretariat got the mail.</param>
/// <param name="Subject">The follow-up, mailing, item or document that it is about; empty when it is about the meeting.</param>
/// <param name="Issued">UTC, whole seconds.</param>
/// <param name="Expires">UTC, whole seconds. It works until then.</param>
internal sealed record SignedLink(
    LinkPurpose Purpose, MeetingKey Meeting, string Post, string Person, string Subject, DateTimeOffset Issued, DateTimeOffset Expires);
