using Newtonsoft.Json.Linq;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Kkr.Runtime.Tests.SendGrid;

public sealed class SendGridMessageTests
{
    private static readonly EmailAddress From = new("fra@kkr.example", "KKR Midt");
    private static readonly EmailAddress A = new("a@kommune.example", "Åse");
    private static readonly EmailAddress B = new("b@kommune.example");

    private static void AssertJson(string expected, SendGridMessage mail)
        => Assert.Equal(JToken.Parse(expected).ToString(), JToken.Parse(mail.Serialize()).ToString());

    [Fact]
    public void SingleEmail_Texts_ArePlainThenHtml()
    {
        AssertJson("""
            {"from":{"name":"KKR Midt","email":"fra@kkr.example"},
             "personalizations":[{"to":[{"name":"Åse","email":"a@kommune.example"}],"subject":"Dagsorden"}],
             "content":[{"type":"text/plain","value":"Kære Åse"},{"type":"text/html","value":"<p>Kære Åse</p>"}]}
            """, MailHelper.CreateSingleEmail(From, A, "Dagsorden", "Kære Åse", "<p>Kære Åse</p>"));
        Assert.Contains("\\u003cp\\u003e", MailHelper.CreateSingleEmail(From, A, "s", "t", "<p>").Serialize(), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_AsProperties_AreOrderedAndTheMailIsLeftAsItWas()
    {
        SendGridMessage mail = new() { HtmlContent = "<b>h</b>", PlainTextContent = "p" };
        Assert.Equal(["text/plain", "text/html"], JObject.Parse(mail.Serialize())["content"]!.Select(content => (string?)content["type"]));
        Assert.Equal(("<b>h</b>", "p"), (mail.HtmlContent, mail.PlainTextContent));
        Assert.Equal(mail.Serialize(), mail.Serialize(useDefaultSerialization: false));

        SendGridMessage calendar = new();
        calendar.AddContent("text/calendar", "BEGIN:VCALENDAR");
        calendar.AddContents([new Content(MimeType.Html, "h"), new Content(MimeType.Text, "p")]);
        Assert.Equal(["text/plain", "text/html", "text/calendar"], JObject.Parse(calendar.Serialize())["content"]!.Select(content => (string?)content["type"]));
    }

    [Fact]
    public void SeveralRecipients_HiddenOrShown_GetEnvelopesOfTheirOwnOrOne()
    {
        SendGridMessage hidden = MailHelper.CreateSingleEmailToMultipleRecipients(From, [A, B], "s", "t", "");
        Assert.Equal([1, 1], hidden.Personalizations.Select(envelope => envelope.Tos.Count));
        Assert.Equal("s", hidden.Subject);
        SendGridMessage shown = MailHelper.CreateSingleEmailToMultipleRecipients(From, [A, B], "s", "t", "", showAllRecipients: true);
        Assert.Equal([A, B], Assert.Single(shown.Personalizations).Tos);
        Assert.Single(shown.Contents);
    }

    [Fact]
    public void ManyMails_SubjectsAndSubstitutions_FollowTheirRecipient()
    {
        AssertJson("""
            {"from":{"name":"KKR Midt","email":"fra@kkr.example"},
             "personalizations":[
               {"to":[{"name":"Åse","email":"a@kommune.example"}],"subject":"S1","substitutions":{"-n-":"1"}},
               {"to":[{"email":"b@kommune.example"}],"subject":"S2","substitutions":{"-n-":"2"}}],
             "content":[{"type":"text/plain","value":"-n-"}]}
            """, MailHelper.CreateMultipleEmailsToMultipleRecipients(From, [A, B], ["S1", "S2"], "-n-", "", [new() { ["-n-"] = "1" }, new() { ["-n-"] = "2" }]));
    }

    [Fact]
    public void Templates_Data_IsSentAsGiven()
    {
        AssertJson("""
            {"from":{"name":"KKR Midt","email":"fra@kkr.example"},
             "personalizations":[{"to":[{"email":"b@kommune.example"}],"dynamic_template_data":{"Name":"Bo","Items":[1,2]}}],"template_id":"d-1"}
            """, MailHelper.CreateSingleTemplateEmail(From, B, "d-1", new { Name = "Bo", Items = new[] { 1, 2 } }));
        Assert.Throws<ArgumentException>(() => MailHelper.CreateSingleTemplateEmail(From, B, "", new { }));
        Assert.Equal(2, MailHelper.CreateMultipleTemplateEmailsToMultipleRecipients(From, [A, B], "d-1", ["x", "y"]).Personalizations.Count);
    }

    [Fact]
    public async Task EverySetting_HasTheNameThatTheApiDocuments()
    {
        SendGridMessage mail = new();
        mail.SetFrom("fra@kkr.example");
        mail.SetGlobalSubject("Emne");
        mail.AddTo("a@kommune.example", "Åse");
        mail.AddCc("cc@kommune.example");
        mail.AddBcc("bcc@kommune.example");
        mail.SetReplyTo(new EmailAddress("svar@kkr.example"));
        mail.AddHeader("X-One", "1");
        mail.AddSubstitution("-x-", "y");
        mail.AddCustomArg("meeting", "2025-09");
        mail.SetSendAt(1_700_000_000);
        mail.AddGlobalHeader("X-All", "2");
        mail.AddSection(":s:", "section");
        mail.AddGlobalCustomArgs(new() { ["mailing"] = "42" });
        mail.AddCategories(["dagsorden", "kkr"]);
        mail.SetGlobalSendAt(1_700_000_001);
        mail.SetBatchId("batch");
        mail.SetIpPoolName("pool");
        mail.SetAsm(5, [5, 6]);
        await mail.AddAttachmentAsync("dagsorden.pdf", new MemoryStream([1, 2, 3]), "application/pdf");
        mail.AddAttachment("logo.png", "AQI=", "image/png", "inline", "logo");
        mail.SetBccSetting(true, "arkiv@kkr.example");
        mail.SetBypassListManagement(true);
        mail.SetBypassSpamManagement(false);
        mail.SetBypassBounceManagement(false);
        mail.SetBypassUnsubscribeManagement(true);
        mail.SetFooterSetting(true, "<i>f</i>", "f");
        mail.SetSandBoxMode(true);
        mail.SetSpamCheck(true, 3, "https://kkr.example/spam");
        mail.SetClickTracking(false, false);
        mail.SetOpenTracking(false, "%o%");
        mail.SetSubscriptionTracking(false, "h", "t", "%u%");
        mail.SetGoogleAnalytics(true, "c", "co", "m", "s", "te");

        AssertJson("""
            {"from":{"email":"fra@kkr.example"},"subject":"Emne",
             "personalizations":[{"to":[{"name":"Åse","email":"a@kommune.example"}],"cc":[{"email":"cc@kommune.example"}],"bcc":[{"email":"bcc@kommune.example"}],
               "headers":{"X-One":"1"},"substitutions":{"-x-":"y"},"custom_args":{"meeting":"2025-09"},"send_at":1700000000}],
             "attachments":[{"content":"AQID","type":"application/pdf","filename":"dagsorden.pdf"},
               {"content":"AQI=","type":"image/png","filename":"logo.png","disposition":"inline","content_id":"logo"}],
             "headers":{"X-All":"2"},"sections":{":s:":"section"},"categories":["dagsorden","kkr"],"custom_args":{"mailing":"42"},"send_at":1700000001,
             "asm":{"group_id":5,"groups_to_display":[5,6]},"batch_id":"batch","ip_pool_name":"pool",
             "mail_settings":{"bcc":{"enable":true,"email":"arkiv@kkr.example"},"bypass_list_management":{"enable":true},"bypass_spam_management":{"enable":false},
               "bypass_bounce_management":{"enable":false},"bypass_unsubscribe_management":{"enable":true},"footer":{"enable":true,"text":"f","html":"<i>f</i>"},
               "sandbox_mode":{"enable":true},"spam_check":{"enable":true,"threshold":3,"post_to_url":"https://kkr.example/spam"}},
             "tracking_settings":{"click_tracking":{"enable":false,"enable_text":false},"open_tracking":{"enable":false,"substitution_tag":"%o%"},
               "subscription_tracking":{"enable":false,"text":"t","html":"h","substitution_tag":"%u%"},
               "ganalytics":{"enable":true,"utm_source":"s","utm_medium":"m","utm_term":"te","utm_content":"co","utm_campaign":"c"}},
             "reply_to":{"email":"svar@kkr.example"}}
            """, mail);
        Assert.Equal(mail.Serialize(), SendGridMessage.Deserialize(mail.Serialize()).Serialize());
    }

    [Fact]
    public void Recipients_NamedTwice_AreSentOnce()
    {
        SendGridMessage mail = new();
        mail.AddTos([A, B, new EmailAddress("A@KOMMUNE.example", "again")]);
        mail.AddReplyTos([A, A]);
        JObject json = JObject.Parse(mail.Serialize());
        Assert.Equal(2, json["personalizations"]![0]!["to"]!.Count());
        Assert.Single(json["reply_to_list"]!);
    }

    [Fact]
    public void Envelopes_ByPositionOrByThemselves_AreFoundOrMade()
    {
        SendGridMessage mail = new();
        Personalization own = new() { Subject = "own" };
        mail.AddTo(A);
        mail.AddTo(B, 1);
        mail.AddTo(A, personalization: own);
        mail.AddCc(B, personalization: own);
        Assert.Equal(3, mail.Personalizations.Count);
        Assert.Same(own, mail.Personalizations[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => mail.AddTo(B, 9));
    }

    [Theory]
    [InlineData("Åse Madsen <ase@kommune.example>", "ase@kommune.example", "Åse Madsen")]
    [InlineData("ase@kommune.example", "ase@kommune.example", null)]
    public void StringToEmailAddress_NameAndAddress_AreTakenApart(string text, string email, string? name)
    {
        EmailAddress address = MailHelper.StringToEmailAddress(text);
        Assert.Equal((email, name), (address.Email, address.Name));
    }

    [Fact]
    public void Addresses_DifferingByCaseOrName_AreEqual()
    {
        Assert.True(new EmailAddress("X@y.example", "a") == new EmailAddress("x@Y.example", "b"));
        Assert.True(A != B);
        Assert.Equal(new EmailAddress("X@y.example").GetHashCode(), new EmailAddress("x@Y.example").GetHashCode());
    }
}
