using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>Officials see all claims, a firm its own; to anybody else a claim does not exist.</summary>
internal static class ReadClaims
{
    private const string ListSql = $"""
        {ClaimRow.Select}
        where (@state = 0 or c.state = @state) and (@PolicyCode = '' or c.policy_code = @PolicyCode) and (@code = '' or c.organisation_code = @code)
            and (@before::uuid is null or c.claim_id < @before)
        order by c.claim_id desc limit @limit
        """;

    public static async Task<PolicyClaim> GetAsync(Store store, ServerCallContext call, GetClaimRequest request)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var claim = await connection.QuerySingleOrDefaultAsync<ClaimRow>(new CommandDefinition(
            $"{ClaimRow.Select} where c.claim_id = @id", new { id = Guid.Parse(request.ClaimId) }, cancellationToken: call.CancellationToken));
        if (claim is null || !(caller.Is(Roles.Official) || claim.OrganisationCode == caller.OrganisationCode))
        {
            throw ClaimErrors.NotFound.ToException();
        }

        await ClaimRow.FillAsync(connection, [claim], call.CancellationToken);
        return claim.ToMessage(Languages.Of(call) == Language.English);
    }

    public static async Task<ListClaimsResponse> ListAsync(Store store, ServerCallContext call, ListClaimsRequest request)
    {
        var caller = Caller.Of(call);
        if (!caller.Is(Roles.Official))
        {
            caller.MustBeOf(caller.OrganisationCode.Length > 0 ? caller.OrganisationCode : "-");
        }

        var code = caller.Is(Roles.Official) ? request.OrganisationCode : caller.OrganisationCode;
        var query = $"ListClaims {request.State} {request.PolicyCode} {code}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ClaimRow>(new CommandDefinition(
            ListSql, new { state = (int)request.State, request.PolicyCode, code, before = PageKeys.Id(keys, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var page = rows.Take(size).ToList();
        await ClaimRow.FillAsync(connection, page, call.CancellationToken);
        var english = Languages.Of(call) == Language.English;
        return new ListClaimsResponse
        {
            Claims = { page.Select(claim => claim.ToMessage(english, whole: false)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].ClaimId.ToString()) : "",
        };
    }
}
