namespace Kkr.Workflow.Documents.Mail;

/// <summary>A template and what is put into it do not fit together: a mistake in this program, never in its data.</summary>
public sealed class TemplateException : Exception
{
    public TemplateException()
    {
    }

    public TemplateException(string message)
        : base(message)
    {
    }

    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
