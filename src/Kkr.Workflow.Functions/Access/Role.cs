namespace Kkr.Workflow.Functions.Access;

/// <summary>What somebody is to a council. A person may be several things; a post of the directory is usually one or two.</summary>
public enum Role
{
    /// <summary>Anybody, known or not. Everybody is this too.</summary>
    Public,

    /// <summary>An observer or a guest who presents an item.</summary>
    Guest,
    Member,

    /// <summary>Stands in for a member.</summary>
    Deputy,

    /// <summary>Kommunaldirektør: acts for one municipality alone.</summary>
    Director,

    /// <summary>The directors' network (KD-Net).</summary>
    Network,

    /// <summary>Chair, vice-chair, or the longest-serving mayor while neither post is filled.</summary>
    Chairmanship,
    Secretariat,

    /// <summary>Keeps the app running; reads nothing of a council's business that is not published.</summary>
    Operator,
}
