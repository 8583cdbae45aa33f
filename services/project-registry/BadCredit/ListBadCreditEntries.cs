using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.BadCredit;

/// <summary>By listing day, newest first.</summary>
internal static class ListBadCreditEntries
{
    private const string Sql = $"""
        {EntryRow.Select}
        where (@code = '' or organisation_code = @code)
            and (not @inForce or (listed_on <= @today and (lifted_on is null or lifted_on > @today)))
            and (@day::date is null or (listed_on, entry_id) < (@day, @before))
        order by listed_on desc, entry_id desc
        limit @limit
        """;

    public static async Task<ListBadCreditEntriesResponse> RunAsync(Store store, TimeProvider clock, ServerCallContext call, ListBadCreditEntriesRequest request)
    {
        var query = $"ListBadCreditEntries {request.OrganisationCode} {request.InForceOnly}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        var today = CityDays.Of(clock.GetUtcNow());
        var parameters = new
        {
            code = request.OrganisationCode, inForce = request.InForceOnly, today, day = PageKeys.Day(keys, 0), before = PageKeys.Id(keys, 1), limit = size + 1,
        };
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<EntryRow>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        return new ListBadCreditEntriesResponse
        {
            Entries = { rows.Take(size).Select(row => row.ToMessage(today)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, CityDays.Text(rows[size - 1].ListedOn), rows[size - 1].EntryId.ToString()) : "",
        };
    }
}
