using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>
/// An agenda as a document may print it: no addresses or telephone numbers in the short texts that are printed as they are. The long texts
/// are looked through where they are read (<see cref="ItemText"/>).
/// </summary>
internal static class PublicAgenda
{
    public static NumberedAgenda Of(NumberedAgenda agenda, Council council)
    {
        ContactData contact = new(council.Secretariat.Email);
        return new NumberedAgenda([.. agenda.Sections.Select(section => section with { Items = [.. section.Items.Select(item => Of(item, contact))] })]);
    }

    private static Item Of(Item item, ContactData contact) => item with
    {
        Title = contact.Withhold(item.Title),
        Presenters = [.. item.Presenters.Select(presenter => presenter with
        {
            Name = contact.Withhold(presenter.Name),
            Title = presenter.Title is { } title ? contact.Withhold(title) : null,
        })],
        Promised = [.. item.Promised.Select(promise => promise with { What = contact.Withhold(promise.What) })],
        Decision = item.Decision is { } decision
            ? decision with
            {
                Actions =
                [
                    .. decision.Actions.Select(action => action with
                    {
                        Task = contact.Withhold(action.Task),
                        Organisation = action.Organisation is { } organisation ? contact.Withhold(organisation) : null,
                    }),
                ],
                Dissents = [.. decision.Dissents.Select(dissent => dissent with { Text = contact.Withhold(dissent.Text) })],
                Promises = [.. decision.Promises.Select(promise => promise with { Title = contact.Withhold(promise.Title) })],
            }
            : null,
    };
}
