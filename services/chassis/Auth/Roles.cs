namespace Platform.Chassis.Auth;

/// <summary>Roles as they stand in a token's <c>role</c> claims.</summary>
public static class Roles
{
    /// <summary>Runs the platform: organisations, accounts, machine clients.</summary>
    public const string Admin = "admin";

    /// <summary>Government staff who carry batches, notices and collaborations.</summary>
    public const string Official = "official";

    /// <summary>评审专家: scores applications.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>A firm's staff.</summary>
    public const string Enterprise = "enterprise";

    /// <summary>Staff of a university, college or institute.</summary>
    public const string University = "university";

    /// <summary>人才: a person who acts for itself; its account belongs to no organisation.</summary>
    public const string Talent = "talent";
}
