using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.TransferRules;

/// <summary>Every value by rule, the latest first.</summary>
internal static class ListTransferRules
{
    private const string Sql = "select key, valid_from, value, source_zh, source_en from transfer_rule order by key, valid_from desc limit 1000";

    public static async Task<ListTransferRulesResponse> RunAsync(Store store, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = await connection.QueryAsync<(short Key, DateOnly From, long Value, string Zh, string En)>(new CommandDefinition(Sql, cancellationToken: call.CancellationToken));
        return new ListTransferRulesResponse
        {
            Rules =
            {
                rows.Select(row => new TransferRule { Key = (TransferRuleKey)row.Key, ValidFrom = CityDays.Text(row.From), Value = row.Value, SourceZh = row.Zh, SourceEn = row.En }),
            },
        };
    }
}
