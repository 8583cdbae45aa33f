using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>One incubation with its gates, or a page of them.</summary>
internal static class ReadIncubations
{
    private const string Page = $"""
        {IncubationRow.Select}
        where (@after::uuid is null or i.incubation_id < @after)
          and (@centre::uuid is null or i.centre_id = @centre)
          and (@listing::uuid is null or i.listing_id = @listing)
          and (@project::uuid is null or i.project_id = @project)
          and (@state = 0 or i.state = @state)
        order by i.incubation_id desc
        limit @limit
        """;

    public static async Task<Platform.Transfer.V1.Incubation> GetAsync(Store store, ServerCallContext call, GetIncubationRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<IncubationRow>(new CommandDefinition(
            $"{IncubationRow.Select} where i.incubation_id = @id", new { id = Guid.Parse(request.IncubationId) }, cancellationToken: call.CancellationToken))
            ?? throw IncubationErrors.IncubationNotFound.ToException();
        return row.ShowsGatesTo(Caller.Of(call)) ? await row.FillAsync(connection, call.CancellationToken) : row.ToMessage();
    }

    public static async Task<ListIncubationsResponse> ListAsync(Store store, ServerCallContext call, ListIncubationsRequest request)
    {
        var query = $"incubations {request.CentreId} {request.ListingId} {request.ProjectId} {request.State}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<IncubationRow>(new CommandDefinition(Page, new
        {
            after = PageKeys.Id(after, 0), centre = Id(request.CentreId), listing = Id(request.ListingId), project = Id(request.ProjectId), state = (int)request.State, limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        return new ListIncubationsResponse
        {
            Incubations = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].IncubationId.ToString()) : "",
        };
    }

    /// <summary>Null for any; what is no id finds nothing.</summary>
    private static Guid? Id(string text) => text.Length == 0 ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;
}
