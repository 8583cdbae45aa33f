using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>Counts and planned investment: by stage all leads, by origin and industry those that are not lost. Each value once, also with none.</summary>
internal static class GetLeadFigures
{
    private const string Sql = """
        select coalesce(stage, 0::smallint) as stage, coalesce(origin, 0::smallint) as origin, coalesce(industry, '') as industry,
            (case when grouping(stage) = 0 then count(*) else count(*) filter (where stage_kept) end)::int as count,
            (case when grouping(stage) = 0 then coalesce(sum(amount), 0) else coalesce(sum(amount) filter (where stage_kept), 0) end)::bigint as amount
        from (select stage, origin, industry, stage <> 7 as stage_kept, planned_investment_cny_fen as amount from lead) l
        group by grouping sets ((stage), (origin), (industry))
        """;

    public static async Task<LeadFigures> RunAsync(Store store, Catalogue catalogue, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<(short Stage, short Origin, string Industry, int Count, long Amount)>(
            new CommandDefinition(Sql, cancellationToken: call.CancellationToken))).AsList();
        LeadFigure Of(LeadStage stage, LeadOrigin origin, string industry)
        {
            var row = rows.FirstOrDefault(row => row.Stage == (short)stage && row.Origin == (short)origin && row.Industry == industry);
            return new LeadFigure { Stage = stage, Origin = origin, Industry = industry, Count = row.Count, PlannedInvestmentCnyFen = row.Amount };
        }

        return new LeadFigures
        {
            ByStage = { Enum.GetValues<LeadStage>().Skip(1).Select(stage => Of(stage, LeadOrigin.Unspecified, "")) },
            ByOrigin = { Enum.GetValues<LeadOrigin>().Skip(1).Select(origin => Of(LeadStage.Unspecified, origin, "")) },
            ByIndustry = { catalogue.Industries.All.Select(industry => Of(LeadStage.Unspecified, LeadOrigin.Unspecified, industry.Code)) },
        };
    }
}
