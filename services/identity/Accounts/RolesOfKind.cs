using Platform.Chassis.Auth;
using Platform.Common.V1;

namespace Platform.Identity.Accounts;

/// <summary>Which roles an organisation's accounts and machine clients may hold.</summary>
public static class RolesOfKind
{
    /// <summary>The first role that the kind does not allow; null when all fit.</summary>
    public static string? FirstMisfit(OrganisationKind kind, IEnumerable<string> roles) => roles.FirstOrDefault(role => !Fits(kind, role));

    public static bool Fits(OrganisationKind kind, string role) => (kind, role) switch
    {
        (OrganisationKind.Government, Roles.Admin or Roles.Official or Roles.Reviewer) => true,
        (OrganisationKind.Enterprise, Roles.Enterprise) => true,
        (OrganisationKind.University, Roles.University or Roles.Reviewer) => true,
        _ => false,
    };
}
