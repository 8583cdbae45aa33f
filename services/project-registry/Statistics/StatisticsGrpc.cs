using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Exports;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Statistics;

[Authorize(Roles = Roles.Official)]
public sealed class StatisticsGrpc(Store store, Catalogue catalogue, TimeProvider clock) : StatisticsService.StatisticsServiceBase
{
    public override Task<ListStatisticsResponse> ListStatistics(ListStatisticsRequest request, ServerCallContext context)
    {
        var language = Languages.Of(context);
        return Task.FromResult(new ListStatisticsResponse { Tables = { Definitions.Tables.Select(table => table.ToMessage(language)) } });
    }

    public override Task<StatisticsTable> GetStatistics(GetStatisticsRequest request, ServerCallContext context) =>
        Statistics.GetStatistics.RunAsync(store, catalogue, clock, context, request);

    public override async Task<ExportedStatistics> ExportStatistics(ExportStatisticsRequest request, ServerCallContext context)
    {
        var asked = new GetStatisticsRequest { Table = request.Table, Year = request.Year, BatchId = request.BatchId, IncludeRehearsals = request.IncludeRehearsals };
        var table = await Statistics.GetStatistics.RunAsync(store, catalogue, clock, context, asked);
        return TableExport.As(request.Format, table, Languages.Of(context), CityDays.Text(CityDays.Of(clock.GetUtcNow())));
    }
}
