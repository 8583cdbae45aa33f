using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Platform.Identity.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.Identity.Tests;

/// <summary>Accounts of talents, which belong to no organisation.</summary>
public sealed class TalentAccountTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>, IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(fixture.GrpcAddress);

    [Fact]
    public async Task Anyone_registers_a_talent_whose_token_names_no_organisation()
    {
        var account = await RegisterAsync("talent-self");
        Assert.Equal(("", "", "talent"), (account.OrganisationCode, account.OrganisationName, Assert.Single(account.Roles)));
        Assert.True(await fixture.ScalarAsync<bool>("select organisation_code is null and roles = array['talent'] from account where user_name = 'talent-self'"));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from audit_entry where action = 'account.register' and entity_id = @AccountId", new { account.AccountId }));

        using var browser = new Browser(fixture);
        var token = new JsonWebToken((await browser.SignInAsync("talent-self", IdentityFixture.AdminPassword)).GetProperty("access_token").GetString());
        Assert.Equal((account.AccountId, "talent"), (token.Subject, token.GetClaim("role").Value));
        Assert.False(token.TryGetClaim("org", out _));
        Assert.False(token.TryGetClaim("org_kind", out _));
    }

    [Fact]
    public async Task Its_name_is_taken_once_and_a_weak_password_makes_no_account()
    {
        await RegisterAsync("talent-once");
        await RegisterAsync("talent-once").RefusesAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS");
        await Anonymous().RegisterTalentAccountAsync(new() { UserName = "talent-weak", Password = "aaaaaaaaaaaaaaaa", DisplayName = "弱" }).RefusesAsync(StatusCode.InvalidArgument, "PASSWORD_TOO_WEAK");
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from account where user_name = 'talent-weak'"));
    }

    [Fact]
    public async Task The_role_is_given_to_no_account_of_an_organisation()
    {
        await (await fixture.AccountsAsync()).CreateAccountAsync(new()
        {
            UserName = "talent-official", Password = IdentityFixture.AdminPassword, DisplayName = "错位", OrganisationCode = IdentityFixture.Bureau, Roles = { "talent" },
        }).RefusesAsync(StatusCode.InvalidArgument, "INVALID_FIELD");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.ScalarAsync<int>(
            "update account set roles = array['talent'] where organisation_code is not null returning 1"));
    }

    [Fact]
    public async Task An_administrator_sees_it_among_all_accounts_and_ends_it()
    {
        await RegisterAsync("talent-listed");
        var accounts = await fixture.AccountsAsync();
        Assert.Contains((await accounts.ListAccountsAsync(new() { PageSize = 500 })).Accounts, account => account.UserName == "talent-listed");
        Assert.True((await accounts.DisableAccountAsync(new() { UserName = "talent-listed" })).Disabled);
    }

    [Fact]
    public async Task An_erased_talent_keeps_no_name_and_signs_in_no_more()
    {
        var account = await RegisterAsync("talent-gone");
        var stranger = await fixture.CreateAccountAsync("talent-stranger");
        await fixture.PublishAsync(new TalentErased { TalentId = Guid.CreateVersion7().ToString(), AccountId = stranger.AccountId }, stranger.AccountId);
        await fixture.PublishAsync(new TalentErased { TalentId = Guid.CreateVersion7().ToString(), AccountId = account.AccountId }, account.AccountId);
        await fixture.EventuallyAsync("the account is erased", "select disabled and display_name = '' and user_name = 'erased-' || id from account where id = @id", new { id = Guid.Parse(account.AccountId) });
        Assert.False(await fixture.ScalarAsync<bool>("select disabled from account where user_name = 'talent-stranger'"));
    }

    public void Dispose() => _channel.Dispose();

    private AccountService.AccountServiceClient Anonymous() => new(_channel);

    private AsyncUnaryCall<Account> RegisterAsync(string userName) => Anonymous().RegisterTalentAccountAsync(
        new() { UserName = userName, Password = IdentityFixture.AdminPassword, DisplayName = "自荐人才" });
}
