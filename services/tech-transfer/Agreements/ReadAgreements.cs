using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>One contract in full, or those that the caller sees, the newest first.</summary>
internal static class ReadAgreements
{
    private const string Page = $"""
        {AgreementRow.Select}
        where (@after::uuid is null or a.agreement_id < @after)
          and (@state = 0 or a.state = @state)
          and (@kind = 0 or a.kind = @kind)
          and (@listing::uuid is null or a.listing_id = @listing)
          and (@all or g.organisation_code = @own or g.owner_code = @own)
        order by a.agreement_id desc
        limit @limit
        """;

    public static async Task<Agreement> GetAsync(Store store, TimeProvider clock, ServerCallContext call, GetAgreementRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<AgreementRow>(new CommandDefinition(
            $"{AgreementRow.Select} where a.agreement_id = @id", new { id = Guid.Parse(request.AgreementId) }, cancellationToken: call.CancellationToken));
        if (row?.IsSeenBy(Caller.Of(call)) != true)
        {
            throw AgreementErrors.NotFound.ToException();
        }

        var today = CityDays.Of(clock.GetUtcNow());
        return await AgreementParts.FillAsync(connection, row.ToMessage(today), today, call.CancellationToken);
    }

    public static async Task<ListAgreementsResponse> ListAsync(Store store, TimeProvider clock, ServerCallContext call, ListAgreementsRequest request)
    {
        var caller = Caller.Of(call);
        var query = $"agreements {request.State} {request.Kind} {request.ListingId} {caller.OrganisationCode}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<AgreementRow>(new CommandDefinition(Page, new
        {
            after = PageKeys.Id(after, 0),
            state = (int)request.State,
            kind = (int)request.Kind,
            listing = request.ListingId.Length == 0 ? (Guid?)null : Guid.TryParse(request.ListingId, out var id) ? id : Guid.Empty,
            all = caller.Is(Roles.Official),
            own = caller.OrganisationCode,
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        var today = CityDays.Of(clock.GetUtcNow());
        return new ListAgreementsResponse
        {
            Agreements = { rows.Take(size).Select(row => row.ToMessage(today)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].AgreementId.ToString()) : "",
        };
    }
}
