using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>The claim sheet of a listing for whoever may see it; contacts as masked as on the listing itself.</summary>
public sealed class ReadClaimSheet(Store store, Catalogue catalogue)
{
    public async Task<ClaimSheet> HandleAsync(GetListingRequest request, ServerCallContext call)
    {
        var id = Guid.Parse(request.ListingId);
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ListingRow>(new CommandDefinition(
            $"select {ListingRow.Columns} from listing l where l.listing_id = @id", new { id }, cancellationToken: call.CancellationToken));
        if (row?.IsSeenBy(caller) != true)
        {
            throw ListingErrors.NotFound.ToException();
        }

        var level = await ListingRulebook.LevelNameAsync(connection, row.TechnologyReadiness, call.CancellationToken);
        return new ClaimSheet { ListingId = request.ListingId, Html = ClaimSheetPage.Html(row.ToMessage(caller), level, catalogue.Industries.FindByCode(row.Industry)) };
    }
}
