namespace Kkr.Workflow.Functions.Access;

/// <summary>How far a role is let into an operation. Several may hold at once; the widest counts.</summary>
[Flags]
public enum Grant
{
    No = 0,

    /// <summary>What is published, which is what everybody may see.</summary>
    Published = 1,

    /// <summary>What one's own municipality has submitted or is to answer for, and the like.</summary>
    OwnMunicipality = 2,

    /// <summary>What one's own post has submitted or owns.</summary>
    Own = 4,

    /// <summary>Items that came after the deadline.</summary>
    Late = 8,

    /// <summary>Everything, but nothing confidential.</summary>
    Open = 16,

    Yes = 32,
}
