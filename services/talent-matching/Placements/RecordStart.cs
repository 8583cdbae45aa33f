using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.FollowUps;

namespace Platform.TalentMatching.Placements;

/// <summary>When a placed talent began work, from which its follow-ups count: signing often comes months before.</summary>
internal sealed class RecordStart(Catalogue catalogue)
{
    private const int MonthsBack = 36;
    private const int MonthsAhead = 12;

    public async Task<Placement> RunAsync(Change change, RecordStartRequest request)
    {
        var today = CityDays.Of(change.Now);
        if (CityDays.Parse(request.StartDay) is not { } day || day < today.AddMonths(-MonthsBack) || day > today.AddMonths(MonthsAhead))
        {
            throw PlacementErrors.StartDay.ToException();
        }

        if (request.Industry.Length > 0 && catalogue.Industries.FindByCode(request.Industry) is null)
        {
            throw PlacementErrors.IndustryUnknown.ToException();
        }

        var (_, row) = await PlacementSide.LockAsync(change, request.PlacementId);
        Etag.Check(request.Etag, row.Version);
        if (PlacementStates.After((PlacementState)row.State, PlacementStep.RecordStart) is null)
        {
            throw PlacementErrors.WrongState.ToException();
        }

        const string reported = """
            select exists (select from placement_report where placement_id = @PlacementId) or exists (select from placement_leaving where placement_id = @PlacementId)
            """;
        if (await change.ExecuteScalarAsync<bool>(reported, new { row.PlacementId }))
        {
            throw PlacementErrors.Reported.ToException();
        }

        const string sql = """
            update placement set started_on = @day, industry = case when @Industry = '' then industry else @Industry end, version = version + 1
            where placement_id = @PlacementId
            """;
        await change.ExecuteAsync(sql, new { day, request.Industry, row.PlacementId });
        change.Audit("placement.start-recorded", "placement", request.PlacementId, new { request.StartDay, request.Industry });
        return (await PlacementRow.GetAsync(change, row.PlacementId)).ToMessage(change.Caller);
    }
}
