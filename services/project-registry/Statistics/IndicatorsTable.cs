using Dapper;
using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Maturity;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>What the platform measures beside the baselines of the study that it starts from.</summary>
internal static class IndicatorsTable
{
    // The last accepted report of each project in the pool that has one.
    private const string LastReports = $"""
        with last as (
            select p.project_id, r.report_id from project p join batch b using (batch_id) left join lateral (
                select r.report_id from quarterly_report r where r.project_id = p.project_id and r.state = 3 order by r.year desc, r.quarter desc limit 1
            ) r on true
            where p.state = 1 and {Scope.BatchCondition}
        )
        """;

    private const string PenetrationSql = """
        select sum(m.firms_connected) * 10000.0 / nullif(sum(m.firms_above_scale), 0) as basis_points, count(*) as base
        from park p cross join lateral (
            select * from park_measurement m where m.park_id = p.park_id order by m.measured_on desc limit 1
        ) m
        """;

    private const string LocalisationSql = $"""
        {LastReports}
        select avg(coalesce(f.value, a.equipment_localisation_bp)) as basis_points, count(*) as base
        from last l join application a on a.application_id = l.project_id
        left join report_figure f on f.report_id = l.report_id and f.indicator = 3
        """;

    // As the page of the city's attainment counts it: by each firm's last submitted assessment.
    private const string SmeSql = """
        select count(*) filter (where sme_level >= @standard) * 10000.0 / nullif(count(*), 0) as basis_points, count(*) as base
        from (
            select distinct on (organisation_code) is_sme, sme_level from assessment where state >= 2
            order by organisation_code, submitted_at desc, assessment_id desc
        ) a
        where is_sme
        """;

    private const string ReportedSql = $"""
        {LastReports}
        select avg(f.value) as basis_points, count(*) as base from last l join report_figure f using (report_id) where f.indicator = @indicator
        """;

    private static readonly Dictionary<string, (string Sql, int Indicator)> Queries = new(StringComparer.Ordinal)
    {
        ["platform-penetration"] = (PenetrationSql, 0),
        ["equipment-localisation"] = (LocalisationSql, 0),
        ["sme-standard"] = (SmeSql, 0),
        ["cost-change"] = (ReportedSql, 5),
        ["revenue-change"] = (ReportedSql, 6),
    };

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var standard = (await Questionnaires.PresentAsync(reading.Connection, CityDays.Of(reading.Now), reading.Cancellation)).StandardSmeLevel;
        var rows = new List<FigureRow>();
        foreach (var indicator in Definitions.Indicators)
        {
            var (sql, number) = Queries[indicator.Indicator];
            var parameters = new { reading.Scope.Year, reading.Scope.BatchId, reading.Scope.Rehearsals, indicator = number, standard };
            var measured = await reading.Connection.QuerySingleAsync<Measured>(new CommandDefinition(sql, parameters, cancellationToken: reading.Cancellation));
            var value = Figures.Percent(measured.BasisPoints);
            var baseline = Figures.Percent(PoolRules.SeedBaselines.Single(seed => seed.Code == indicator.Indicator).ValueBp);
            rows.Add(new FigureRow(indicator.Indicator, indicator.Title, [value, baseline, Figures.Difference(value, baseline), Figures.Count(measured.Base)])
            {
                Definition = indicator.Definition, Source = indicator.Source,
            });
        }

        return rows;
    }

    private sealed class Measured
    {
        public decimal? BasisPoints { get; init; }

        public long Base { get; init; }
    }
}
