using Platform.Chassis.Data;
using Platform.ProjectRegistry.Lights;

namespace Platform.ProjectRegistry.Plans;

/// <summary>
/// Keeps the baselines of projects in the moment of their admission, as their applications tell them: all of the investment is
/// the target, the localisation of equipment the baseline. Officials set the other targets by <see cref="SetPlan"/>.
/// </summary>
internal static class OpenPlans
{
    private const string Sql = """
        insert into project_plan (project_id, start_day, end_day)
        select id, @today, @end from unnest(@ids) as id;
        insert into project_target (project_id, indicator, baseline, target)
        select a.application_id, t.indicator, t.baseline, t.target
        from application a cross join lateral (values
            (1, 0::bigint, a.total_investment_cny_fen), (2, 0, null), (3, a.equipment_localisation_bp, null), (4, 0, null), (5, 0, null), (6, 0, null)
        ) as t (indicator, baseline, target)
        where a.application_id = any(@ids)
        """;

    public static Task RunAsync(Change change, Guid[] ids)
    {
        var today = CityDays.Of(change.Now);
        return change.ExecuteAsync(Sql, new { ids, today, end = today.AddMonths(PoolRules.Current.PlanMonths) });
    }
}
