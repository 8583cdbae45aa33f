using System.Data.Common;
using Dapper;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.TransferRules;

/// <summary>The statutory values that hold on one day; each has its source beside it in the table.</summary>
internal sealed class TransferRuleSet(IReadOnlyDictionary<TransferRuleKey, long> values)
{
    private const string Sql = """
        select distinct on (key) key, value from transfer_rule where valid_from <= @day order by key, valid_from desc limit 100
        """;

    /// <summary>0 where no such rule holds yet.</summary>
    public long this[TransferRuleKey key] => values.TryGetValue(key, out var value) ? value : 0;

    public static async Task<TransferRuleSet> ReadAsync(DbConnection connection, DateOnly day, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<(short Key, long Value)>(new CommandDefinition(Sql, new { day }, cancellationToken: cancellation));
        return new(rows.ToDictionary(row => (TransferRuleKey)row.Key, row => row.Value));
    }
}
