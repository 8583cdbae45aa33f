using Dapper;
using Npgsql;
using Platform.Chassis.Data;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>The terms of a negotiation, for those who draw up its contract.</summary>
internal static class AgreedTerms
{
    private const string Newest = $"{TermSheetRow.Select} where t.negotiation_id = @negotiationId order by t.version desc limit 1";

    /// <summary>What both sides have accepted; null where the newest version is not accepted, or there is none.</summary>
    public static async Task<TermSheetRow?> ReadAsync(NpgsqlConnection connection, Guid negotiationId, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<TermSheetRow>(new CommandDefinition(Newest, new { negotiationId }, cancellationToken: cancellation));
        return row?.AcceptedAt is null ? null : row;
    }

    /// <summary>The newest version, agreed or not; null before the first.</summary>
    public static Task<TermSheetRow?> NewestAsync(Change change, Guid negotiationId) => change.QuerySingleOrDefaultAsync<TermSheetRow>(Newest, new { negotiationId });
}
