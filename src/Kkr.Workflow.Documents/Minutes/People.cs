using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>Posts as the minutes name them on the day of the meeting: by person and municipality, never by address.</summary>
internal sealed class People(Council council, DirectoryBook book, DateOnly day)
{
    private const string Chair = "formand";
    private const string ViceChair = "næstformand";

    /// <summary>»Anna Holm (Randers), formand«; the post in words when nobody is known to hold it.</summary>
    public string Attendant(string post)
    {
        if (book.Holder(post, day) is not { } holder)
        {
            return Owner(post);
        }

        string? town = council.Municipalities.FirstOrDefault(m => m.Code == holder.Post.Municipality)?.Name;
        string? role = RoleOf(holder);
        return holder.Name + (town is null ? "" : $" ({town})") + (role is null ? "" : ", " + role);
    }

    /// <summary>The chair and the vice chair first, then everybody by name.</summary>
    public IEnumerable<string> InOrder(IEnumerable<string> posts) => posts
        .OrderBy(post => book.Holder(post, day) is { } holder ? RoleOf(holder) switch { Chair => 0, ViceChair => 1, _ => 2 } : 2)
        .ThenBy(Attendant, Wording.Alphabet);

    /// <summary>True for those who take part without a vote.</summary>
    public bool IsObserver(string post) => book.Posts.FirstOrDefault(known => known.Id == post)?.Kind == PostKind.Observer;

    /// <summary>Who an action point lies with: the organisation it was given to, or the post's holder.</summary>
    public string Owner(ActionPoint action) => action.Organisation ?? Owner(action.OwnerPost);

    /// <summary>Who an action point lies with: offices by their name, members by their own.</summary>
    public string Owner(string post)
    {
        Post? found = book.Posts.FirstOrDefault(p => p.Id == post);
        Municipality? municipality = council.Municipalities.FirstOrDefault(m => m.Code == found?.Municipality);
        return found?.Kind switch
        {
            PostKind.Chair => "Formanden",
            PostKind.ViceChair => "Næstformanden",
            PostKind.Network => council.NetworkName,
            PostKind.Secretariat => council.Secretariat.Name,
            PostKind.Director when municipality is not null => $"Kommunaldirektøren i {Wording.Municipality(municipality)}",
            PostKind.Member or PostKind.Deputy or PostKind.Observer when book.Holder(post, day) is { } holder => holder.Name,
            PostKind.Deputy when municipality is not null => $"Stedfortræder fra {Wording.Municipality(municipality)}",
            PostKind.Member when municipality is not null => $"Medlem fra {Wording.Municipality(municipality)}",
            PostKind.Observer => "Observatør",
            _ => post,
        };
    }

    /// <summary>The chair usually attends on a member's post, so the role is looked up by the person.</summary>
    private string? RoleOf(Recipient holder)
    {
        if (book.Holders(day, PostKind.Chair).Any(chair => chair.Name == holder.Name))
        {
            return Chair;
        }

        if (book.Holders(day, PostKind.ViceChair).Any(chair => chair.Name == holder.Name))
        {
            return ViceChair;
        }

        return holder.Post.Kind switch
        {
            PostKind.Deputy when book.SeatOfDeputy(holder.Post) is { } seat && book.Holder(seat, day) is { } member => $"stedfortræder for {member.Name}",
            PostKind.Deputy => "stedfortræder",
            PostKind.Observer => "observatør",
            _ => null,
        };
    }
}
