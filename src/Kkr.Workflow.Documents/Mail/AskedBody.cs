using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Who is asked for items, as a mail names them.</summary>
/// <param name="Name">E.g. »Randers Kommune« or »KD-Net«.</param>
/// <param name="IsMunicipality">False for the directors' network and the secretariat.</param>
public sealed record AskedBody(string Name, bool IsMunicipality = false)
{
    public static AskedBody Of(Municipality municipality) => new(Wording.Municipality(municipality), IsMunicipality: true);
}
