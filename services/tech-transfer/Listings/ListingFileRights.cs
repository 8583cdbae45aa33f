using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.TechTransfer.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>Demonstration material: read by whoever sees the listing, changed by its owner.</summary>
public class ListingMaterialRights : IFileRights
{
    public virtual TransferFilePurpose Purpose => TransferFilePurpose.ListingMaterial;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ListingRow>(new CommandDefinition(
            $"select {ListingRow.Columns} from listing l where l.listing_id = @ownerId", new { ownerId }, cancellationToken: cancellation));
        return row?.IsSeenBy(caller) == true && (Purpose == TransferFilePurpose.ListingMaterial || row.IsOwn(caller) || caller.Is(Roles.Official));
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var row = await change.QuerySingleOrDefaultAsync<ListingRow>(
            $"select {ListingRow.Columns} from listing l where l.listing_id = @ownerId for share of l", new { ownerId });
        if (row?.IsOwn(change.Caller) != true)
        {
            throw FileErrors.NotFound.ToException();
        }

        if (!ListingStates.IsChanged(row.State))
        {
            throw ListingErrors.WrongState(row.State).ToException();
        }
    }
}

/// <summary>Evidence of the readiness level: read by owner and officials, changed by the owner.</summary>
public sealed class ListingEvidenceRights : ListingMaterialRights
{
    public override TransferFilePurpose Purpose => TransferFilePurpose.ListingEvidence;
}
