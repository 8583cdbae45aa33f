using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

public sealed class ReadListings(Store store, Catalogue catalogue)
{
    private const string One = $"select {ListingRow.Columns} from listing l where l.listing_id = @id";

    // Kept to what the caller may see, as ListingRow.IsSeenBy has it.
    private const string Page = $"""
        select {ListingRow.Columns} from listing l
        where (@after::uuid is null or l.listing_id < @after)
          and (@state = 0 or l.state = @state)
          and (@industry = '' or l.industry = @industry)
          and (not @mine or l.owner_code = @organisation)
          and (l.owner_code = @organisation or l.state in (2, 3, 4) or (l.state = 5 and @official))
        order by l.listing_id desc
        limit @limit
        """;

    public async Task<Listing> GetAsync(GetListingRequest request, ServerCallContext call) =>
        (await RowAsync(Guid.Parse(request.ListingId), call)).ToMessage(Caller.Of(call));

    /// <exception cref="FailedException">NOT_FOUND, also where the caller may not see it.</exception>
    internal async Task<ListingRow> RowAsync(Guid id, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ListingRow>(new CommandDefinition(
            One, new { id }, cancellationToken: call.CancellationToken));
        return row?.IsSeenBy(Caller.Of(call)) == true ? row : throw ListingErrors.NotFound.ToException();
    }

    public async Task<ListListingsResponse> ListAsync(ListListingsRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var industry = request.Industry.Length == 0
            ? ""
            : catalogue.Industries.Find(request.Industry)?.Code ?? throw ListingErrors.IndustryUnknown.ToException();
        var query = $"listings {request.State} {industry} {request.Mine} {caller.OrganisationCode}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ListingRow>(new CommandDefinition(Page, new
        {
            after = PageKeys.Id(after, 0),
            state = (int)request.State,
            industry,
            mine = request.Mine,
            organisation = caller.OrganisationCode,
            official = caller.Is(Roles.Official),
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        return new ListListingsResponse
        {
            Listings = { rows.Take(size).Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].ListingId.ToString()) : "",
        };
    }
}
