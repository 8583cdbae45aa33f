using Platform.Chassis.Auth;

namespace Platform.TalentMatching.Retention;

/// <summary>Whose placements are counted: the city's for officials, otherwise the caller's own.</summary>
internal sealed record RetentionScope(string? CollegeCode, string? FirmCode)
{
    public static readonly RetentionScope City = new(null, null);

    /// <summary>Of <c>placement p</c>, with the parameters <c>CollegeCode</c> and <c>FirmCode</c>.</summary>
    public const string Condition = """
        p.state in (3, 7) and (@CollegeCode::text is null or p.cohort_college_code = @CollegeCode) and (@FirmCode::text is null or p.organisation_code = @FirmCode)
        """;

    public static RetentionScope Of(Caller caller) => caller switch
    {
        _ when caller.Is(Roles.Official) => City,
        _ when caller.Is(Roles.University) => new(caller.OrganisationCode, null),
        _ => new(null, caller.OrganisationCode),
    };
}
