using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>
/// The city's attainment rate: of the small and medium firms assessed, the share at the standard level or above, by each firm's last
/// submitted assessment, beside the figure of the study that the platform starts from.
/// </summary>
internal static class GetAttainment
{
    private const string Sql = """
        select industry, is_sme, sme_level as level, count(*)::int as firms
        from (
            select distinct on (organisation_code) organisation_code, industry, is_sme, sme_level
            from assessment
            where state >= 2
            order by organisation_code, submitted_at desc, assessment_id desc
        ) a
        group by industry, is_sme, sme_level
        order by industry
        limit 10000
        """;

    public static async Task<Attainment> RunAsync(Store store, TimeProvider clock, ServerCallContext call)
    {
        var today = CityDays.Of(clock.GetUtcNow());
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var questionnaire = await Questionnaires.PresentAsync(connection, today, call.CancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Sql, cancellationToken: call.CancellationToken))).AsList();
        var smes = rows.Where(row => row.IsSme).ToList();
        var assessed = smes.Sum(row => row.Firms);
        var attaining = smes.Where(Attains).Sum(row => row.Firms);
        return new Attainment
        {
            AsOf = CityDays.Text(today),
            StandardSmeLevel = questionnaire.StandardSmeLevel,
            FirmsAssessed = rows.Sum(row => row.Firms),
            SmesAssessed = assessed,
            SmesAttaining = attaining,
            RateBp = AttainmentRate.Of(attaining, assessed),
            BaselineBelowBp = questionnaire.BaselineBelowBp,
            BaselineSource = questionnaire.BaselineSource,
            Industries =
            {
                smes.GroupBy(row => row.Industry).Select(industry => new IndustryAttainment
                {
                    Industry = industry.Key, SmesAssessed = industry.Sum(row => row.Firms), SmesAttaining = industry.Where(Attains).Sum(row => row.Firms),
                }),
            },
            SmesByLevel = { Enumerable.Range(0, 5).Select(level => smes.Where(row => row.Level == level).Sum(row => row.Firms)) },
        };

        bool Attains(Row row) => row.Level >= questionnaire.StandardSmeLevel;
    }

    private sealed record Row(string Industry, bool IsSme, short Level, int Firms);
}

public static class AttainmentRate
{
    /// <summary>Basis points, rounded down; 0 where there is nobody.</summary>
    public static int Of(int attaining, int assessed) => assessed == 0 ? 0 : (int)(10_000L * attaining / assessed);
}
