using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Which part of the log is asked for, and which page of it.</summary>
internal sealed record AuditQuery(AuditRange Range, PageWanted Page)
{
    public static AuditQuery Read(Query query) => new(
        new AuditRange
        {
            From = query.Instant("from"),
            Before = query.Instant("before"),
            Actor = query.Text("actor"),
            Action = query.Text("action"),
            Subject = query.Text("subject"),
        },
        query.Page());
}
