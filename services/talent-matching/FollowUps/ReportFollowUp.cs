using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.FollowUps;

/// <summary>One side tells how the talent stands on the due day. Answered again, the later answer counts.</summary>
internal static class ReportFollowUp
{
    public static async Task<FollowUp> RunAsync(Change change, ReportFollowUpRequest request)
    {
        var (side, placement) = await PlacementSide.LockAsync(change, request.PlacementId);
        if ((PlacementState)placement.State is not (PlacementState.Placed or PlacementState.Left))
        {
            throw PlacementErrors.WrongState.ToException();
        }

        var today = CityDays.Of(change.Now);
        const string due = "select due_on from placement_follow_up where placement_id = @PlacementId and months = @months";
        var dueOn = await change.ExecuteScalarAsync<DateOnly>(due, new { placement.PlacementId, months = (short)request.Months });
        if (today < dueOn)
        {
            throw FollowUpErrors.NotDue.ToException();
        }

        const string leaving = "select left_on from placement_leaving where placement_id = @PlacementId and party = @Number";
        var leftOn = await change.QuerySingleOrDefaultAsync<DateOnly?>(leaving, new { placement.PlacementId, side.Number });
        MustFit(request.Employed, leftOn is { } left && left <= dueOn, leftOn is not null);
        const string sql = """
            insert into placement_report (placement_id, months, party, employed, in_city, position, salary_band, reported_on, reported_at)
            values (@PlacementId, @months, @Number, @Employed, @inCity, @position, @band, @today, @Now)
            on conflict (placement_id, months, party) do update
            set employed = excluded.employed, in_city = excluded.in_city, position = excluded.position, salary_band = excluded.salary_band,
                reported_on = excluded.reported_on, reported_at = excluded.reported_at
            """;
        await change.ExecuteAsync(sql, new
        {
            placement.PlacementId, months = (short)request.Months, side.Number, request.Employed, inCity = (short)request.InCity,
            position = request.Position.Trim(), band = (short)request.SalaryBand, today, change.Now,
        });
        change.Audit("follow-up.reported", "placement", request.PlacementId, new { request.Months, Party = side.Number });
        const string stored = $"{FollowUpRow.Select} where f.placement_id = @PlacementId and f.months = @months";
        var row = await change.QuerySingleOrDefaultAsync<FollowUpRow>(stored, new { placement.PlacementId, months = (short)request.Months });
        return row!.ToMessage(placement, change.Caller, today);
    }

    /// <summary>Each side's answers agree with its own report of leaving: who is not employed has left on a day and for a reason.</summary>
    /// <param name="leftByThen">The side reported a leaving on or before the due day.</param>
    /// <param name="left">It reported a leaving at all.</param>
    /// <exception cref="Chassis.Errors.FailedException">LEAVING_MISSING, FOLLOW_UP_CONTRADICTS.</exception>
    public static void MustFit(bool employed, bool leftByThen, bool left)
    {
        if (employed == leftByThen)
        {
            throw (employed || left ? FollowUpErrors.Contradicts : FollowUpErrors.LeavingMissing).ToException();
        }
    }
}
