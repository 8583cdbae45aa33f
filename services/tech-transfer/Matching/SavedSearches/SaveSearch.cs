using Google.Protobuf;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.TechTransfer.Matching.Search;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.SavedSearches;

/// <summary>Keeps a search for the caller's organisation, and gives one up.</summary>
public sealed class SaveSearch(Catalogue catalogue)
{
    /// <summary>Saved searches of one organisation.</summary>
    private const int Most = 50;

    private const string Insert = """
        insert into saved_search (saved_search_id, organisation_code, name, kind, search, created_at)
        values (@id, @organisation, @name, @kind, @search::jsonb, @Now)
        """;

    public async Task<SavedSearch> RunAsync(Change change, SaveSearchRequest request)
    {
        var caller = change.Caller;
        if (request.Kind == SearchedKind.Needs && !caller.Is(Roles.Official) && !caller.Is(Roles.University))
        {
            throw SavedSearchErrors.NeedsNotSearchable.ToException();
        }

        _ = SearchFilter.Of(request.Search, catalogue);
        if (Query.Of(request.Search.Query).IsEmpty)
        {
            throw SavedSearchErrors.NothingToFind.ToException();
        }

        await CheckCountAsync(change);
        var row = new SavedSearchRow
        {
            SavedSearchId = change.NewId(), Name = request.Name.Trim(), Kind = request.Kind, Search = JsonFormatter.Default.Format(request.Search), CreatedAt = change.Now,
        };
        try
        {
            await change.ExecuteAsync(Insert, new { id = row.SavedSearchId, organisation = caller.OrganisationCode, name = row.Name, kind = (short)row.Kind, search = row.Search, change.Now });
        }
        catch (PostgresException exception) when (exception.Violates("saved_search_organisation_code_name_key"))
        {
            throw SavedSearchErrors.NameTaken.ToException();
        }

        change.Audit("search.save", "saved_search", row.SavedSearchId.ToString());
        return row.ToMessage();
    }

    public async Task<DeleteSavedSearchResponse> DeleteAsync(Change change, DeleteSavedSearchRequest request)
    {
        const string sql = "delete from saved_search where saved_search_id = @id and organisation_code = @organisation";
        if (await change.ExecuteAsync(sql, new { id = Guid.Parse(request.SavedSearchId), organisation = change.Caller.OrganisationCode }) == 0)
        {
            throw SavedSearchErrors.NotFound.ToException();
        }

        change.Audit("search.delete", "saved_search", request.SavedSearchId);
        return new DeleteSavedSearchResponse();
    }

    /// <summary>One at a time for an organisation, so that two at once do not both take the last place.</summary>
    private static async Task CheckCountAsync(Change change)
    {
        const string turn = "select pg_advisory_xact_lock(hashtextextended('saved_search ' || @organisation, 0))";
        const string count = "select count(*) from saved_search where organisation_code = @organisation";
        var organisation = new { organisation = change.Caller.OrganisationCode };
        await change.ExecuteAsync(turn, organisation);
        if (await change.ExecuteScalarAsync<long>(count, organisation) >= Most)
        {
            throw SavedSearchErrors.TooMany(Most).ToException();
        }
    }
}
