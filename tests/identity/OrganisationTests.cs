using Grpc.Core;
using Platform.Common.V1;
using Platform.Identity.V1;
using Xunit;

namespace Platform.Identity.Tests;

public sealed class OrganisationTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    [Fact]
    public async Task Registering_stores_the_organisation_its_event_and_its_audit_entry()
    {
        var organisations = await fixture.OrganisationsAsync();
        var code = fixture.NextCode();

        var answer = await organisations.RegisterOrganisationAsync(new() { OrganisationCode = code, Name = "燕山重型机械有限公司", Kind = OrganisationKind.Enterprise });

        Assert.Equal(answer, await organisations.GetOrganisationAsync(new() { OrganisationCode = code }));
        var raised = Assert.Single(await fixture.RaisedAsync<OrganisationRegistered>(code));
        Assert.Equal(new OrganisationRegistered { OrganisationCode = code, Name = "燕山重型机械有限公司", Kind = OrganisationKind.Enterprise }, raised);
        Assert.Equal("demo", await fixture.ScalarAsync<string>("select actor from audit_entry where action = 'organisation.register' and entity_id = @code", new { code }));
    }

    [Fact]
    public async Task Same_request_id_replays_the_first_answer_and_raises_one_event()
    {
        var organisations = await fixture.OrganisationsAsync();
        var request = new RegisterOrganisationRequest { OrganisationCode = fixture.NextCode(), Name = "一次注册", Kind = OrganisationKind.University, RequestId = "r-1" };

        var first = await organisations.RegisterOrganisationAsync(request);
        var second = await organisations.RegisterOrganisationAsync(request);

        Assert.Equal(first, second);
        Assert.Single(await fixture.RaisedAsync<OrganisationRegistered>(request.OrganisationCode));
        var other = request.Clone();
        other.Name = "另一名称";
        await organisations.RegisterOrganisationAsync(other).RefusesAsync(StatusCode.InvalidArgument, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task Registered_code_is_refused_and_leaves_the_first_as_it_was()
    {
        var organisations = await fixture.OrganisationsAsync();
        var first = await fixture.RegisterAsync(OrganisationKind.Enterprise);

        await organisations.RegisterOrganisationAsync(new() { OrganisationCode = first.OrganisationCode, Name = "抢注公司", Kind = OrganisationKind.University })
            .RefusesAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS");

        Assert.Equal(first, await organisations.GetOrganisationAsync(new() { OrganisationCode = first.OrganisationCode }));
        Assert.Single(await fixture.RaisedAsync<OrganisationRegistered>(first.OrganisationCode));
    }

    [Fact]
    public async Task Wrong_check_character_is_refused()
    {
        var organisations = await fixture.OrganisationsAsync();
        var code = fixture.NextCode();
        var wrong = code[..17] + (code[17] == '0' ? '1' : '0');

        await organisations.RegisterOrganisationAsync(new() { OrganisationCode = wrong, Name = "错码公司", Kind = OrganisationKind.Enterprise })
            .RefusesAsync(StatusCode.InvalidArgument, "CREDIT_CODE_INVALID");
    }

    [Fact]
    public async Task Unknown_organisation_is_not_found()
    {
        var organisations = await fixture.OrganisationsAsync();

        await organisations.GetOrganisationAsync(new() { OrganisationCode = fixture.NextCode() }).RefusesAsync(StatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task List_pages_through_a_kind_by_name_without_gap_or_repeat()
    {
        var organisations = await fixture.OrganisationsAsync();
        for (var i = 0; i < 5; i++)
            await organisations.RegisterOrganisationAsync(new() { OrganisationCode = fixture.NextCode(), Name = $"翻页大学{i % 3}", Kind = OrganisationKind.University });

        List<Organisation> seen = [];
        var request = new ListOrganisationsRequest { Kind = OrganisationKind.University, NameContains = "翻页", PageSize = 2 };
        do
        {
            var page = await organisations.ListOrganisationsAsync(request);
            seen.AddRange(page.Organisations);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(5, seen.Select(o => o.OrganisationCode).Distinct().Count());
        Assert.Equal(5, seen.Count);
        Assert.Equal(seen.OrderBy(o => o.Name, StringComparer.Ordinal).Select(o => o.Name), seen.Select(o => o.Name));
        request.PageToken = "garbage";
        await organisations.ListOrganisationsAsync(request).RefusesAsync(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task Permission_to_register_is_for_admins_alone()
    {
        var account = await fixture.CreateAccountAsync("no-admin");
        using var browser = new Browser(fixture);
        var tokens = await browser.SignInAsync(account.UserName, IdentityFixture.AdminPassword);
        var enterprise = new OrganisationService.OrganisationServiceClient(fixture.With(tokens.GetProperty("access_token").GetString()!));
        var anonymous = new OrganisationService.OrganisationServiceClient(fixture.Anonymous());
        var request = new RegisterOrganisationRequest { OrganisationCode = fixture.NextCode(), Name = "越权公司", Kind = OrganisationKind.Enterprise };

        await enterprise.RegisterOrganisationAsync(request).RefusesAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await anonymous.RegisterOrganisationAsync(request).RefusesAsync(StatusCode.Unauthenticated, "NOT_SIGNED_IN");
        await anonymous.GetOrganisationAsync(new() { OrganisationCode = IdentityFixture.Bureau }).RefusesAsync(StatusCode.Unauthenticated, "NOT_SIGNED_IN");

        Assert.Equal(IdentityFixture.Bureau, (await enterprise.GetOrganisationAsync(new() { OrganisationCode = IdentityFixture.Bureau })).OrganisationCode);
        Assert.False(await fixture.ScalarAsync<bool>("select exists (select from organisation where organisation_code = @code)", new { code = request.OrganisationCode }));
    }
}
