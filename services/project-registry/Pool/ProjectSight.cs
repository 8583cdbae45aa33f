using Platform.Chassis.Auth;

namespace Platform.ProjectRegistry.Pool;

/// <summary>
/// Which projects a caller sees: officials all, a firm its own, a university those for which its research or
/// talent was found and those with which it collaborates.
/// </summary>
/// <param name="All">Every project.</param>
/// <param name="Firm">Those of this organisation; null: none as a firm.</param>
/// <param name="University">Those with findings or collaborations of this organisation; null: none as a university.</param>
internal sealed record ProjectSight(bool All, string? Firm, string? University)
{
    /// <summary>The rule in SQL over <c>project p</c>; its parameters are this record's properties.</summary>
    public const string Sql = """
        (@All or p.organisation_code = @Firm
            or p.project_id in (select f.project_id from project_finding f where f.organisation_code = @University)
            or p.project_id in (select c.project_id from collaboration c join collaboration_party y using (collaboration_id) where y.organisation_code = @University))
        """;

    /// <summary>Light, plan, milestones and reports are between the firm and the officials.</summary>
    public bool SeesInside(ProjectRow project) => All || (Firm is not null && project.OrganisationCode == Firm);

    public static ProjectSight Of(Caller caller)
    {
        var code = caller.OrganisationCode.Length > 0 ? caller.OrganisationCode : null;
        return new(caller.Is(Roles.Official), caller.Is(Roles.Enterprise) ? code : null, caller.Is(Roles.University) ? code : null);
    }
}
