using Microsoft.AspNetCore.Identity;

namespace Platform.Identity.Accounts;

/// <summary>A person who signs in. <see cref="IdentityUser{TKey}.Id"/> is the subject of the tokens.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>Null of a talent, who belongs to no organisation.</summary>
    public required string? OrganisationCode { get; set; }

    /// <summary>The organisation, when the query asked for it.</summary>
    public AccountOrganisation? Organisation { get; set; }

    /// <summary>Names of <c>Platform.Chassis.Auth.Roles</c>.</summary>
    public required string[] Roles { get; set; }

    /// <summary>A disabled account neither signs in nor refreshes its tokens.</summary>
    public bool Disabled { get; set; }
}

/// <summary>The organisation as sign-in reads it; it is written by the organisations' own code.</summary>
public sealed class AccountOrganisation
{
    public required string OrganisationCode { get; set; }

    public required string Name { get; set; }

    /// <summary>The number of the enum OrganisationKind.</summary>
    public short Kind { get; set; }
}
