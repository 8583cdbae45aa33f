using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Identity.Organisations;
using Platform.Identity.V1;

namespace Platform.Identity.Accounts;

public sealed class AccountService(
    Store store, AccountCreation accounts, TalentRegistration talents, AccountDisabling disabling, MachineClientCreation clients) : V1.AccountService.AccountServiceBase
{
    [Authorize(Roles = Roles.Admin)]
    public override Task<V1.Account> CreateAccount(CreateAccountRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, "", request, async change => await Present(change, await accounts.CreateAsync(
            change,
            new NewAccount(request.UserName, request.Password, request.DisplayName, request.OrganisationCode, [.. request.Roles]))));

    [AllowAnonymous]
    public override async Task<V1.Account> RegisterTalentAccount(RegisterTalentAccountRequest request, ServerCallContext context) =>
        Present(await talents.RunAsync(request, context.CancellationToken), organisationName: "");

    [Authorize(Roles = Roles.Admin)]
    public override Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context) =>
        Accounts.ListAccounts.RunAsync(store, request, context.CancellationToken);

    [Authorize(Roles = Roles.Admin)]
    public override Task<V1.Account> DisableAccount(DisableAccountRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, "", request, async change => await Present(change, await disabling.DisableAsync(change, request.UserName)));

    [Authorize(Roles = Roles.Admin)]
    public override Task<MachineClient> CreateMachineClient(CreateMachineClientRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, "", request, async change =>
        {
            var client = new NewMachineClient(
                request.ClientId, NewMachineClient.NewSecret(), request.DisplayName, request.OrganisationCode, [.. request.Roles]);
            await clients.CreateAsync(change, client);
            return new MachineClient
            {
                ClientId = client.ClientId,
                ClientSecret = client.Secret,
                OrganisationCode = client.OrganisationCode,
                Roles = { client.Roles },
            };
        });

    public override async Task<V1.Account> WhoAmI(WhoAmIRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        if (Guid.TryParse(caller.Subject, out var id) && await Accounts.ListAccounts.FindAsync(store, id, context.CancellationToken) is { } account)
            return account;

        // A machine client, which always acts for an organisation.
        await using var connection = await store.OpenAsync(context.CancellationToken);
        var organisation = await GetOrganisation.FindAsync(connection, caller.OrganisationCode, context.CancellationToken);
        return new V1.Account
        {
            UserName = caller.Subject,
            DisplayName = context.GetHttpContext().User.FindFirst("name")?.Value ?? caller.Subject,
            OrganisationCode = caller.OrganisationCode,
            OrganisationName = organisation?.Name ?? "",
            Roles = { caller.Roles },
            AccountId = caller.Subject,
        };
    }

    private static async Task<V1.Account> Present(Change change, Account account) => Present(
        account, account.OrganisationCode is { } code ? (await GetOrganisation.FindAsync(change, code))?.Name ?? "" : "");

    private static V1.Account Present(Account account, string organisationName) => new()
    {
        UserName = account.UserName,
        DisplayName = account.DisplayName,
        OrganisationCode = account.OrganisationCode ?? "",
        OrganisationName = organisationName,
        Roles = { account.Roles },
        Disabled = account.Disabled,
        AccountId = account.Id.ToString(),
    };
}
