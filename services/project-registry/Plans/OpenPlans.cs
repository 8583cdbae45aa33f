using Google.Protobuf;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Plans;

/// <summary>Keeps the baselines and targets of projects in the moment of their admission, as their applications tell them; officials may set others.</summary>
internal static class OpenPlans
{
    private static readonly JsonParser Lenient = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static async Task RunAsync(Change change, Guid[] ids)
    {
        const string read = """
            select application_id, total_investment_cny_fen, equipment_localisation_bp, sections::text
            from application where application_id = any(@ids)
            """;
        var applications = await change.QueryAsync<(Guid Id, long Investment, int LocalisationBp, string Sections)>(read, new { ids });
        var today = CityDays.Of(change.Now);
        var plans = applications.Select(application => (
            application.Id,
            Targets: ApplicationTargets.Of(Lenient.Parse<ApplicationSections>(application.Sections), application.Investment, application.LocalisationBp))).ToList();
        var targets = plans.SelectMany(plan => plan.Targets.Targets.Select(target => (plan.Id, Target: target))).ToList();
        await InsertPlansAsync(change, today, plans);
        await InsertTargetsAsync(change, targets);
    }

    private static Task InsertPlansAsync(Change change, DateOnly today, IReadOnlyList<(Guid Id, ApplicationTargets Targets)> plans)
    {
        const string sql = "insert into project_plan (project_id, start_day, end_day) select p.id, @today, p.last from unnest(@ids, @ends) as p (id, last)";
        return change.ExecuteAsync(sql, new
        {
            today, ids = plans.Select(plan => plan.Id).ToArray(), ends = plans.Select(plan => EndOf(plan.Targets.LastYear, today)).ToArray(),
        });
    }

    private static Task InsertTargetsAsync(Change change, IReadOnlyList<(Guid Id, TargetFact Target)> targets)
    {
        const string sql = """
            insert into project_target (project_id, indicator, baseline, target) select * from unnest(@ids, @indicators, @baselines, @targets)
            """;
        return change.ExecuteAsync(sql, new
        {
            ids = targets.Select(one => one.Id).ToArray(),
            indicators = targets.Select(one => (short)one.Target.Indicator).ToArray(),
            baselines = targets.Select(one => one.Target.Baseline).ToArray(),
            targets = targets.Select(one => one.Target.Target).ToArray(),
        });
    }

    /// <summary>The last day of the year that the targets are for, within the ten years that a plan may take; else so many months as the rules say.</summary>
    private static DateOnly EndOf(int? year, DateOnly today) => year is { } known && known >= today.Year && known < today.Year + 10 && new DateOnly(known, 12, 31) > today
        ? new DateOnly(known, 12, 31)
        : today.AddMonths(PoolRules.Current.PlanMonths);
}
