using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>Objections of a notice for its owner and officials, or one for whoever holds its code.</summary>
internal static class ReadPriceObjections
{
    public static async Task<PriceObjection> FollowAsync(Store store, ServerCallContext call, FollowPriceObjectionRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ObjectionRow>(new CommandDefinition(
            $"select {ObjectionRow.Columns} from price_objection o where o.receipt_hash = @hash", new { hash = ReceiptCode.Hash(request.ReceiptCode) }, cancellationToken: call.CancellationToken));
        return row?.ToMessage(named: false) ?? throw PriceNoticeErrors.ObjectionNotFound.ToException();
    }

    public static async Task<ListPriceObjectionsResponse> ListAsync(Store store, ServerCallContext call, ListPriceObjectionsRequest request)
    {
        const string owner = "select g.owner_code from price_notice n join agreement a using (agreement_id) join negotiation g using (negotiation_id) where n.notice_id = @notice";
        var parameters = new { notice = Guid.Parse(request.NoticeId) };
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var code = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(owner, parameters, cancellationToken: call.CancellationToken));
        if (code is null || (code != caller.OrganisationCode && !caller.Is(Roles.Official)))
        {
            throw PriceNoticeErrors.NotFound.ToException();
        }

        var rows = await connection.QueryAsync<ObjectionRow>(new CommandDefinition(
            $"select {ObjectionRow.Columns} from price_objection o where o.notice_id = @notice order by o.objection_id limit 200", parameters, cancellationToken: call.CancellationToken));
        return new ListPriceObjectionsResponse { Objections = { rows.Select(row => row.ToMessage(named: code == caller.OrganisationCode)) } };
    }
}
