namespace Kkr.Workflow.Tests.Archive;

/// <summary>Every change of mails' texts, one after the other.</summary>
internal static class MailTextChanges
{
    private const string Text = "councils/lille/mail-texts/callForItems";

    public static async Task CallAllAsync(Func<string, HttpMethod, string, object, Task> callAsync)
    {
        await callAsync("ChangeMailText", HttpMethod.Put, Text, new { blocks = new[] { new { name = "greeting", text = "Hej {navn}" } } });
        await callAsync("DeleteMailText", HttpMethod.Delete, Text, new { });
        await callAsync("RestoreMailText", HttpMethod.Post, Text + "/restore", new { version = 1 });
        await callAsync("PreviewMailDraft", HttpMethod.Post, "councils/lille/mail-previews/callForItems", new { });
        await callAsync("SendMailTrial", HttpMethod.Post, "councils/lille/mail-trials/callForItems", new { });
    }
}
