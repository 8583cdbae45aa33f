using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Platform.Common.V1;
using Platform.Identity.V1;
using Xunit;

namespace Platform.Identity.Tests;

public sealed class AccountTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    [Fact]
    public async Task Created_account_is_stored_with_a_hashed_password_and_audited_without_its_name()
    {
        var account = await fixture.CreateAccountAsync("stored");

        var hash = await fixture.ScalarAsync<string>("select password_hash from account where user_name = 'stored'");
        Assert.DoesNotContain(IdentityFixture.AdminPassword, hash, StringComparison.Ordinal);
        var id = await fixture.ScalarAsync<Guid>("select id from account where user_name = 'stored'");
        var detail = await fixture.ScalarAsync<string>("select detail::text from audit_entry where action = 'account.create' and entity_id = @id", new { id = id.ToString() });
        Assert.Contains(account.OrganisationCode, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("测试", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("stored", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OrganisationKind.Enterprise, "admin")]
    [InlineData(OrganisationKind.Enterprise, "reviewer")]
    [InlineData(OrganisationKind.University, "official")]
    [InlineData(OrganisationKind.University, "enterprise")]
    [InlineData(OrganisationKind.Government, "university")]
    public async Task Role_that_does_not_fit_the_kind_is_refused_for_people_and_machines(OrganisationKind kind, string role)
    {
        var accounts = await fixture.AccountsAsync();
        var code = (await fixture.RegisterAsync(kind)).OrganisationCode;
        var name = $"misfit-{kind}-{role}".ToLowerInvariant();

        await accounts.CreateAccountAsync(new() { UserName = name, Password = IdentityFixture.AdminPassword, DisplayName = "错位", OrganisationCode = code, Roles = { role } })
            .RefusesAsync(StatusCode.InvalidArgument, "ROLE_NOT_OF_KIND");
        await accounts.CreateMachineClientAsync(new() { ClientId = name, DisplayName = "错位", OrganisationCode = code, Roles = { role } })
            .RefusesAsync(StatusCode.InvalidArgument, "ROLE_NOT_OF_KIND");

        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from account where user_name = @name", new { name }));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from oidc_application where client_id = @name", new { name }));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaa", "PASSWORD_TOO_WEAK")]
    [InlineData("my-weak-one-2026", "PASSWORD_TOO_WEAK")]
    [InlineData("short", "INVALID_FIELD")]
    public async Task Weak_password_is_refused_and_no_account_is_made(string password, string reason)
    {
        var accounts = await fixture.AccountsAsync();

        await accounts.CreateAccountAsync(new() { UserName = "weak-one", Password = password, DisplayName = "弱", OrganisationCode = IdentityFixture.Bureau, Roles = { "official" } })
            .RefusesAsync(StatusCode.InvalidArgument, reason);

        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from account where user_name = 'weak-one'"));
    }

    [Fact]
    public async Task Taken_name_is_refused_also_where_two_requests_meet()
    {
        var accounts = await fixture.AccountsAsync();
        var request = new CreateAccountRequest
        {
            UserName = "twice", Password = IdentityFixture.AdminPassword, DisplayName = "甲", OrganisationCode = IdentityFixture.Bureau, Roles = { "official" },
        };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await accounts.CreateAccountAsync(request);
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));

        Assert.Equal([StatusCode.OK, StatusCode.AlreadyExists, StatusCode.AlreadyExists, StatusCode.AlreadyExists], outcomes.Order());
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from account where user_name = 'twice'"));
    }

    [Fact]
    public async Task Unknown_organisation_or_account_is_not_found()
    {
        var accounts = await fixture.AccountsAsync();

        await accounts.CreateAccountAsync(new() { UserName = "homeless", Password = IdentityFixture.AdminPassword, DisplayName = "无", OrganisationCode = fixture.NextCode(), Roles = { "enterprise" } })
            .RefusesAsync(StatusCode.NotFound, "NOT_FOUND");
        await accounts.DisableAccountAsync(new() { UserName = "nobody" }).RefusesAsync(StatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task Machine_client_signs_in_for_its_organisation_with_a_secret_of_which_a_hash_is_kept()
    {
        var accounts = await fixture.AccountsAsync();
        var university = await fixture.RegisterAsync(OrganisationKind.University);

        var client = await accounts.CreateMachineClientAsync(new()
        {
            ClientId = "school-system", DisplayName = "教务系统", OrganisationCode = university.OrganisationCode, Roles = { "university" },
        });

        var token = new JsonWebToken(await fixture.MachineTokenAsync("school-system", client.ClientSecret));
        Assert.Equal("school-system", token.Subject);
        Assert.Equal(university.OrganisationCode, token.GetClaim("org").Value);
        Assert.Equal("university", token.GetClaim("org_kind").Value);
        Assert.Equal("university", token.GetClaim("role").Value);
        Assert.DoesNotContain(client.ClientSecret, await fixture.ScalarAsync<string>("select client_secret from oidc_application where client_id = 'school-system'"), StringComparison.Ordinal);
        var refused = await fixture.TokenAsync(("grant_type", "client_credentials"), ("client_id", "school-system"), ("client_secret", "guess"));
        Assert.Equal("invalid_client", refused.GetProperty("error").GetString());
        await accounts.CreateMachineClientAsync(new() { ClientId = "school-system", DisplayName = "又", OrganisationCode = university.OrganisationCode, Roles = { "university" } })
            .RefusesAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS");
    }

    [Fact]
    public async Task Of_many_who_make_the_same_machine_client_at_once_one_makes_it_and_the_others_are_told_that_it_exists()
    {
        var accounts = await fixture.AccountsAsync();
        var code = (await fixture.RegisterAsync(OrganisationKind.University)).OrganisationCode;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await accounts.CreateMachineClientAsync(new() { ClientId = "raced", DisplayName = "同时", OrganisationCode = code, Roles = { "university" } });
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));
        Assert.Equal([StatusCode.OK, .. Enumerable.Repeat(StatusCode.AlreadyExists, 7)], outcomes.Order());
        Assert.Equal(1, await fixture.ScalarAsync<int>("select count(*)::int from oidc_application where client_id = 'raced'"));
    }

    [Fact]
    public async Task List_shows_an_organisations_accounts_by_user_name()
    {
        var accounts = await fixture.AccountsAsync();
        var code = (await fixture.RegisterAsync(OrganisationKind.University)).OrganisationCode;
        foreach (var name in new[] { "list-c", "list-a", "list-b" })
            await accounts.CreateAccountAsync(new() { UserName = name, Password = IdentityFixture.AdminPassword, DisplayName = name, OrganisationCode = code, Roles = { "university", "reviewer" } });

        var first = await accounts.ListAccountsAsync(new() { OrganisationCode = code, PageSize = 2 });
        var second = await accounts.ListAccountsAsync(new() { OrganisationCode = code, PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(["list-a", "list-b"], first.Accounts.Select(a => a.UserName));
        Assert.Equal(["list-c"], second.Accounts.Select(a => a.UserName));
        Assert.Empty(second.NextPageToken);
        Assert.Equal(["university", "reviewer"], second.Accounts[0].Roles);
    }

    [Fact]
    public async Task Permission_to_manage_accounts_is_for_admins_alone()
    {
        await fixture.CreateAccountAsync("plain-official", OrganisationKind.Government, "official");
        using var browser = new Browser(fixture);
        var tokens = await browser.SignInAsync("plain-official", IdentityFixture.AdminPassword);
        var official = new AccountService.AccountServiceClient(fixture.With(tokens.GetProperty("access_token").GetString()!));

        await official.ListAccountsAsync(new()).RefusesAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await official.DisableAccountAsync(new() { UserName = "admin" }).RefusesAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await official.CreateMachineClientAsync(new() { ClientId = "own-robot", DisplayName = "机器人", OrganisationCode = IdentityFixture.Bureau, Roles = { "admin" } })
            .RefusesAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED");
    }
}
