using System.Security.Claims;
using Grpc.Core;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Chassis.Auth;

/// <summary>Who calls, as the token says.</summary>
/// <param name="Subject">The account's or machine client's id.</param>
/// <param name="OrganisationCode">统一社会信用代码 of the organisation it acts for.</param>
/// <param name="Kind">The party the organisation belongs to.</param>
/// <param name="Roles">See <see cref="Auth.Roles"/>.</param>
public sealed record Caller(string Subject, string OrganisationCode, OrganisationKind Kind, IReadOnlySet<string> Roles)
{
    public const string OrganisationClaim = "org";
    public const string KindClaim = "org_kind";
    public const string RoleClaim = "role";

    /// <summary>The service itself, in background work and event handlers.</summary>
    public static Caller System(string service) => new($"system:{service}", "", OrganisationKind.Unspecified, new HashSet<string>());

    public static Caller Of(ServerCallContext call) => Of(call.GetHttpContext().User);

    public static Caller Of(ClaimsPrincipal user)
    {
        var subject = user.FindFirstValue("sub") ?? throw CommonErrors.NotSignedIn.ToException();
        return new Caller(
            subject,
            user.FindFirstValue(OrganisationClaim) ?? "",
            Enum.TryParse<OrganisationKind>(user.FindFirstValue(KindClaim), ignoreCase: true, out var kind) ? kind : OrganisationKind.Unspecified,
            user.FindAll(RoleClaim).Select(claim => claim.Value).ToHashSet());
    }

    public bool Is(string role) => Roles.Contains(role);

    /// <summary>Refuses a caller who is neither of the organisation nor in one of the roles that see every organisation.</summary>
    public void MustBeOf(string organisationCode, params ReadOnlySpan<string> orRoles)
    {
        if (OrganisationCode == organisationCode)
        {
            return;
        }

        foreach (var role in orRoles)
        {
            if (Is(role))
            {
                return;
            }
        }

        throw CommonErrors.OtherOrganisation.ToException();
    }
}
