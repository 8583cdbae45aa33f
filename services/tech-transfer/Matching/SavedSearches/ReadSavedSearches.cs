using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.SavedSearches;

public sealed class ReadSavedSearches(Store store)
{
    private const string Own = $"""
        select {SavedSearchRow.Columns} from saved_search s
        where s.organisation_code = @organisation and (@id::uuid is null or s.saved_search_id = @id)
        order by s.saved_search_id desc
        limit 50
        """;

    private const string Found = """
        select f.item_id, f.title, f.found_at from saved_search_found f
        where f.saved_search_id = @id
        order by f.found_at desc, f.item_id
        limit 100
        """;

    public async Task<SavedSearch> GetAsync(GetSavedSearchRequest request, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var id = Guid.Parse(request.SavedSearchId);
        var row = await connection.QuerySingleOrDefaultAsync<SavedSearchRow>(new CommandDefinition(
            Own, new { organisation = Caller.Of(call).OrganisationCode, id = (Guid?)id }, cancellationToken: call.CancellationToken))
            ?? throw SavedSearchErrors.NotFound.ToException();
        var found = await connection.QueryAsync<FoundRow>(new CommandDefinition(Found, new { id }, cancellationToken: call.CancellationToken));
        var message = row.ToMessage();
        message.Found.AddRange(found.Select(item => new FoundItem { Id = item.ItemId.ToString(), Title = item.Title, FoundTime = item.FoundAt.ToTimestamp() }));
        return message;
    }

    public async Task<ListSavedSearchesResponse> ListAsync(ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = await connection.QueryAsync<SavedSearchRow>(new CommandDefinition(
            Own, new { organisation = Caller.Of(call).OrganisationCode, id = (Guid?)null }, cancellationToken: call.CancellationToken));
        return new ListSavedSearchesResponse { SavedSearches = { rows.Select(row => row.ToMessage()) } };
    }

    private sealed record FoundRow
    {
        public Guid ItemId { get; init; }

        public string Title { get; init; } = "";

        public DateTimeOffset FoundAt { get; init; }
    }
}
