using Platform.Common.V1;
using Platform.Identity.Accounts;
using Xunit;

namespace Platform.Identity.Tests;

public sealed class RolesOfKindTests
{
    private static readonly string[] Roles = ["admin", "official", "reviewer", "enterprise", "university", "talent"];

    [Theory]
    [InlineData(OrganisationKind.Government, "admin,official,reviewer")]
    [InlineData(OrganisationKind.Enterprise, "enterprise")]
    [InlineData(OrganisationKind.University, "reviewer,university")]
    [InlineData(OrganisationKind.Unspecified, "")]
    public void Kind_allows_exactly_its_roles(OrganisationKind kind, string allowed) =>
        Assert.Equal(allowed, string.Join(',', Roles.Where(role => RolesOfKind.Fits(kind, role))));

    [Fact]
    public void First_misfit_is_named() => Assert.Equal("admin", RolesOfKind.FirstMisfit(OrganisationKind.University, ["reviewer", "admin", "official"]));
}
