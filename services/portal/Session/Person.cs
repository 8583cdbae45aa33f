using System.Security.Claims;
using Platform.Common.V1;

namespace Platform.Portal.Session;

/// <summary>Who looks at the page.</summary>
public sealed record Person(string Name, string OrganisationCode, string OrganisationName, OrganisationKind Kind, IReadOnlySet<string> Roles)
{
    public static Person Of(ClaimsPrincipal user) => new(
        user.FindFirstValue("name") ?? "",
        user.FindFirstValue("org") ?? "",
        user.FindFirstValue("org_name") ?? "",
        user.FindFirstValue("org_kind") switch
        {
            "government" => OrganisationKind.Government,
            "enterprise" => OrganisationKind.Enterprise,
            "university" => OrganisationKind.University,
            _ => OrganisationKind.Unspecified,
        },
        user.FindAll("role").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal));

    public static Person Nobody { get; } = new("", "", "", OrganisationKind.Unspecified, new HashSet<string>(StringComparer.Ordinal));

    public bool SignedIn => Roles.Count > 0;
    public bool Is(string role) => Roles.Contains(role);
    public bool IsOfficial => Is(Role.Official);
    public bool IsReviewer => Is(Role.Reviewer);
    public bool IsEnterprise => Is(Role.Enterprise);
    public bool IsUniversity => Is(Role.University);
    public bool IsAdmin => Is(Role.Admin);
    public bool IsTalent => Is(Role.Talent);
}

/// <summary>Roles as tokens name them.</summary>
public static class Role
{
    public const string Admin = "admin";
    public const string Official = "official";
    public const string Reviewer = "reviewer";
    public const string Enterprise = "enterprise";
    public const string University = "university";
    public const string Talent = "talent";
    public const string Parties = "official,enterprise,university";
    public const string PartiesAndTalents = "official,enterprise,university,talent";
}
