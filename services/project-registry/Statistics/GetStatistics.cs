using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Computes a table from what is stored at the moment; nothing is counted ahead, so no figure can be stale.</summary>
internal static class GetStatistics
{
    public static async Task<StatisticsTable> RunAsync(Store store, Catalogue catalogue, TimeProvider clock, ServerCallContext call, GetStatisticsRequest request)
    {
        var read = Tables.Find(request.Table) ?? throw StatisticsErrors.TableUnknown(request.Table).ToException();
        var scope = Scope.Of(request);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        if (scope.BatchId is { } batch)
        {
            await BatchRow.ReadAsync(connection, batch, call.CancellationToken);
        }

        var now = clock.GetUtcNow();
        var rows = await read(new Reading(connection, scope, catalogue, now, call.CancellationToken));
        var language = Languages.Of(call);
        var table = Definitions.Of(request.Table).ToMessage(language);
        table.Rows.AddRange(rows.Select(row => row.ToMessage(language)));
        table.ComputeTime = Timestamp.FromDateTimeOffset(now);
        return table;
    }

    public static StatisticsTable ToMessage(this TableDefinition table, Language language) => new()
    {
        Table = table.Table,
        Title = table.Title.In(language),
        Definition = table.Definition.In(language),
        RowTitle = table.RowTitle.In(language),
        Columns =
        {
            table.Columns.Select(column => new StatisticsColumn
            {
                Column = column.Column, Title = column.Title.In(language), Unit = column.Unit.In(language), Definition = column.Definition.In(language),
            }),
        },
    };

    private static StatisticsRow ToMessage(this FigureRow row, Language language) => new()
    {
        Row = row.Row, Title = row.Title.In(language), Definition = row.Definition.In(language), Source = row.Source.In(language), Values = { row.Values },
    };
}
