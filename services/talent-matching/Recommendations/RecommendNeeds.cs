using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Recommendations;

/// <summary>The best open needs for a talent, by the same score as the other way round.</summary>
internal sealed class RecommendNeeds(Store store, CurrentTaxonomy current, MatchingIndex index)
{
    public async Task<RecommendNeedsResponse> RunAsync(RecommendNeedsRequest request, Caller caller, Language language, CancellationToken cancellation)
    {
        await GetTalent.FindAsync(store, request.TalentId, caller, cancellation);
        var id = Guid.Parse(request.TalentId);
        await using var connection = await store.OpenAsync(cancellation);
        if (!(await Candidates.OfAsync(connection, [id], placedToo: true, cancellation)).TryGetValue(id, out var candidate))
        {
            throw TalentErrors.NotFound.ToException();
        }

        var taxonomy = await current.AtAsync(connection, cancellation);
        var k = request.TopK == 0 ? RecommendTalents.UsualK : request.TopK;
        var found = await index.TopNeedsAsync(candidate.Profile, k, FilterOf(request, caller), cancellation);
        var rows = await RowsAsync(connection, [.. found.Select(need => need.NeedId)], cancellation);
        var scored = found
            .Where(need => rows.ContainsKey(need.NeedId))
            .Select(need => (Need: need, Row: rows[need.NeedId], Profile: NeedProfile.Of(rows[need.NeedId].ToTerms(), taxonomy)))
            .Select(one => (one.Need, one.Row, one.Profile, Scored: Score.Of(one.Profile, candidate.Profile)))
            .OrderByDescending(one => (one.Scored.Points, one.Scored.MustPoints))
            .ThenBy(one => one.Need.Sequence)
            .ToList();
        var explanation = new Explanation(taxonomy);
        var trainings = await ClosingTrainings.OfAsync(connection, scored.SelectMany(one => MissingSkill.Of(one.Profile, candidate.Profile)), cancellation);
        string Why(NeedProfile need, Scored one) => ClosingTrainings.Explain(explanation.Of(need, one, language), trainings, MissingSkill.Of(need, one.Talent), language);
        return new RecommendNeedsResponse
        {
            Entries = { scored.Select((one, i) => ToMessage(i + 1, one.Row, one.Profile, one.Scored, Why(one.Profile, one.Scored))) },
            Trainings = { trainings },
        };
    }

    private static Func<IndexedNeed, bool> FilterOf(RecommendNeedsRequest request, Caller caller)
    {
        var place = Words.Fold(request.Place);
        var own = caller.Is(Roles.Official) || caller.Is(Roles.University) || caller.Is(Roles.Talent) ? null : caller.OrganisationCode;
        return need => (own is null || need.OrganisationCode == own)
            && (!request.PoolOnly || need.InPool)
            && (place.Length == 0 || need.Profile.PlaceKey.Contains(place, StringComparison.Ordinal))
            && (request.EmploymentKind == EmploymentKind.Unspecified || need.Profile.Terms.Employment == request.EmploymentKind)
            && (need.Profile.Terms.SalaryMaximumFen == 0 || need.Profile.Terms.SalaryMaximumFen >= request.SalaryAtLeastCnyFen);
    }

    private static async Task<Dictionary<Guid, NeedRow>> RowsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        const string sql = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.need_id = any(@ids) and n.state = 1 limit 100
            """;
        return (await connection.QueryAsync<NeedRow>(new CommandDefinition(sql, new { ids }, cancellationToken: cancellation))).ToDictionary(row => row.NeedId);
    }

    private static RecommendedNeed ToMessage(int rank, NeedRow row, NeedProfile profile, Scored scored, string explanation) => new()
    {
        Rank = rank,
        Need = row.ToMessage(),
        Score = scored.Points / 100.0,
        Parts = { scored.ToParts() },
        Missing = { MissingSkill.Of(profile, scored.Talent).Select(missing => missing.ToMessage()) },
        Explanation = explanation,
    };
}
