#nullable disable // As in the published package.

namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    /// <summary>Sets the subject of one envelope.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void SetSubject(string subject, int personalizationIndex = 0, Personalization personalization = null)
        => Envelope(personalizationIndex, personalization).Subject = subject;

    /// <summary>Sets the subject of envelopes that have none of their own.</summary>
    /// <param name="subject">The subject.</param>
    public void SetGlobalSubject(string subject) => Subject = subject;

    /// <summary>Sets when one envelope is sent.</summary>
    /// <param name="sendAt">Seconds since 1970-01-01 UTC, at most 72 hours ahead.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void SetSendAt(long sendAt, int personalizationIndex = 0, Personalization personalization = null)
        => Envelope(personalizationIndex, personalization).SendAt = sendAt;

    /// <summary>Sets when the mail is sent.</summary>
    /// <param name="sendAt">Seconds since 1970-01-01 UTC, at most 72 hours ahead.</param>
    public void SetGlobalSendAt(int sendAt) => SendAt = sendAt;

    /// <summary>Sets what a dynamic template is filled with.</summary>
    /// <param name="dynamicTemplateData">The data, serialized to JSON.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void SetTemplateData(object dynamicTemplateData, int personalizationIndex = 0, Personalization personalization = null)
        => Envelope(personalizationIndex, personalization).TemplateData = dynamicTemplateData;

    /// <summary>Adds a header to one envelope.</summary>
    /// <param name="headerKey">Its name.</param>
    /// <param name="headerValue">Its value.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddHeader(string headerKey, string headerValue, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Headers ??= [])[headerKey] = headerValue;

    /// <summary>Adds headers to one envelope.</summary>
    /// <param name="headers">Names and values.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddHeaders(Dictionary<string, string> headers, int personalizationIndex = 0, Personalization personalization = null)
        => Merge(Envelope(personalizationIndex, personalization).Headers ??= [], headers);

    /// <summary>Adds a text put in place of a mark.</summary>
    /// <param name="substitutionKey">Its name.</param>
    /// <param name="substitutionValue">Its value.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddSubstitution(string substitutionKey, string substitutionValue, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).Substitutions ??= [])[substitutionKey] = substitutionValue;

    /// <summary>Adds texts put in place of marks.</summary>
    /// <param name="substitutions">Names and values.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddSubstitutions(Dictionary<string, string> substitutions, int personalizationIndex = 0, Personalization personalization = null)
        => Merge(Envelope(personalizationIndex, personalization).Substitutions ??= [], substitutions);

    /// <summary>Adds a value that comes back with every event of one envelope.</summary>
    /// <param name="customArgKey">Its name.</param>
    /// <param name="customArgValue">Its value.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddCustomArg(string customArgKey, string customArgValue, int personalizationIndex = 0, Personalization personalization = null)
        => (Envelope(personalizationIndex, personalization).CustomArgs ??= [])[customArgKey] = customArgValue;

    /// <summary>Adds values that come back with every event of one envelope.</summary>
    /// <param name="customArgs">Names and values.</param>
    /// <param name="personalizationIndex">Which envelope, from 0; the one after the last is made.</param>
    /// <param name="personalization">The envelope itself, instead of its position; joins the mail if it is not in it.</param>
    public void AddCustomArgs(Dictionary<string, string> customArgs, int personalizationIndex = 0, Personalization personalization = null)
        => Merge(Envelope(personalizationIndex, personalization).CustomArgs ??= [], customArgs);

    /// <summary>Adds a header to every envelope.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    public void AddGlobalHeader(string key, string value) => (Headers ??= [])[key] = value;

    /// <summary>Adds headers to every envelope.</summary>
    /// <param name="headers">Names and values.</param>
    public void AddGlobalHeaders(Dictionary<string, string> headers) => Merge(Headers ??= [], headers);

    /// <summary>Adds a value that comes back with every event of this mail.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    public void AddGlobalCustomArg(string key, string value) => (CustomArgs ??= [])[key] = value;

    /// <summary>Adds values that come back with every event of this mail.</summary>
    /// <param name="customArgs">Names and values.</param>
    public void AddGlobalCustomArgs(Dictionary<string, string> customArgs) => Merge(CustomArgs ??= [], customArgs);

    /// <summary>Adds a text that substitutions may name.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    public void AddSection(string key, string value) => (Sections ??= [])[key] = value;

    /// <summary>Adds texts that substitutions may name.</summary>
    /// <param name="sections">Names and values.</param>
    public void AddSections(Dictionary<string, string> sections) => Merge(Sections ??= [], sections);
}
