using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>Reads one need.</summary>
internal static class GetNeed
{
    public static async Task<TalentNeed> RunAsync(Store store, GetTalentNeedRequest request, Caller caller, CancellationToken cancellation) =>
        (await FindAsync(store, request.NeedId, caller, cancellation)).ToMessage();

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND also where it is there but not for this caller.</exception>
    public static async Task<NeedRow> FindAsync(Store store, string needId, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.need_id = @id and {NeedVisibility.Condition}
            """;
        var visibility = NeedVisibility.Of(caller);
        await using var connection = await store.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<NeedRow>(
            new CommandDefinition(sql, new { id = Guid.Parse(needId), visibility.OwnCode, visibility.States }, cancellationToken: cancellation))
            ?? throw NeedErrors.NotFound.ToException();
    }
}
