using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>The approved versions of a listing with what each changed, and to its owner the change that waits.</summary>
public sealed class ReadVersions(Store store)
{
    private const string Versions = "select version, published_at, changes from listing_version where listing_id = @id order by version desc limit 100";

    public async Task<ListListingVersionsResponse> HandleAsync(ListListingVersionsRequest request, ServerCallContext call)
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

        var versions = await connection.QueryAsync<VersionRow>(new CommandDefinition(Versions, new { id }, cancellationToken: call.CancellationToken));
        var pending = row.IsOwn(caller) && row.RevisionBy is not null
            ? await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "select content from listing_revision where listing_id = @id", new { id }, cancellationToken: call.CancellationToken))
            : null;
        return new ListListingVersionsResponse
        {
            Versions = { versions.Select(version => version.ToMessage()) },
            Pending = { pending is null ? [] : ListingContent.Difference(row.ToContent(), ProtoJson.Read<Listing>(pending)) },
        };
    }

    private sealed record VersionRow
    {
        public int Version { get; init; }

        public DateTimeOffset PublishedAt { get; init; }

        public string Changes { get; init; } = "[]";

        public ListingVersion ToMessage() => new()
        {
            Version = Version, PublishTime = PublishedAt.ToTimestamp(), Changes = { ProtoJson.ReadField<ListingVersion>("changes", Changes).Changes },
        };
    }
}
