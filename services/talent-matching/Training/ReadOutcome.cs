using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Training;

/// <summary>What a completed programme changed, as its parties and officials may see it.</summary>
internal static class ReadOutcome
{
    public static async Task<TrainingOutcome> RunAsync(Store store, GetTrainingOutcomeRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = """
            select e.talent_id, t.name, coalesce(t.college_code, '') as college_code, e.overall
            from training_enrolment e join talent t using (talent_id) where e.programme_id = @ProgrammeId and e.state = 1 order by e.position limit 500;
            select r.talent_id, r.skill_code, min(r.level_before) as level_before, max(r.level_after) as level_after
            from training_result r where r.programme_id = @ProgrammeId and r.level_after > r.level_before
            group by r.talent_id, r.skill_code order by r.skill_code limit 15000;
            select o.talent_id, o.need_id, n.title, coalesce(g.name, n.organisation_name) as organisation_name, o.score_before, o.score_after,
                o.reached_before, o.reached_after, o.rank_before, s.rank as rank_now
            from training_outcome o join talent_need n using (need_id) left join organisation g on g.organisation_code = n.organisation_code
            left join shortlist_entry s on s.need_id = o.need_id and s.talent_id = o.talent_id
            where o.programme_id = @ProgrammeId and (@own::text is null or n.organisation_code = @own)
            order by (o.reached_after and not o.reached_before) desc, o.score_after - o.score_before desc, o.need_id limit 15000;
            """;
        var programme = await ReadProgrammes.FindInsideAsync(store, request.ProgrammeId, caller, cancellation);
        if (programme.TrainingState != TrainingState.Completed)
        {
            throw TrainingErrors.WrongState.ToException();
        }

        var own = caller.Is(Roles.Official) || caller.Is(Roles.University) ? null : caller.OrganisationCode;
        await using var connection = await store.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { programme.ProgrammeId, own }, cancellationToken: cancellation));
        var talents = (await results.ReadAsync<TalentPart>()).AsList();
        var raised = (await results.ReadAsync<RaisedPart>()).ToLookup(part => part.TalentId);
        var needs = (await results.ReadAsync<NeedPart>()).AsList();
        var byTalent = needs.ToLookup(part => part.TalentId);
        return new TrainingOutcome
        {
            ProgrammeId = request.ProgrammeId,
            Talents = { talents.Select(talent => ToMessage(talent, raised[talent.TalentId], byTalent[talent.TalentId], caller)) },
            NewlyReached = needs.Count(need => need is { ReachedAfter: true, ReachedBefore: false }),
        };
    }

    private static TalentOutcome ToMessage(TalentPart talent, IEnumerable<RaisedPart> raised, IEnumerable<NeedPart> needs, Caller caller) => new()
    {
        TalentId = talent.TalentId.ToString(),
        Name = PersonalData.Name(caller, talent.CollegeCode, talent.Name),
        Overall = (TrainingResult)(talent.Overall ?? 0),
        Raised = { raised.Select(part => new RaisedSkill { Skill = part.SkillCode, LevelBefore = part.LevelBefore, LevelAfter = part.LevelAfter }) },
        Needs = { needs.Select(part => part.ToMessage()) },
    };

    private sealed class TalentPart
    {
        public Guid TalentId { get; init; }

        public string Name { get; init; } = "";

        public string CollegeCode { get; init; } = "";

        public short? Overall { get; init; }
    }

    private sealed record RaisedPart(Guid TalentId, string SkillCode, short LevelBefore, short LevelAfter);

    private sealed class NeedPart
    {
        public Guid TalentId { get; init; }

        public Guid NeedId { get; init; }

        public string Title { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public int ScoreBefore { get; init; }

        public int ScoreAfter { get; init; }

        public bool ReachedBefore { get; init; }

        public bool ReachedAfter { get; init; }

        public short? RankBefore { get; init; }

        public short? RankNow { get; init; }

        public NeedOutcome ToMessage() => new()
        {
            NeedId = NeedId.ToString(),
            Title = Title,
            OrganisationName = OrganisationName,
            ScoreBefore = ScoreBefore / 100.0,
            ScoreAfter = ScoreAfter / 100.0,
            ReachedBefore = ReachedBefore,
            ReachedAfter = ReachedAfter,
            RankBefore = RankBefore ?? 0,
            RankNow = RankNow ?? 0,
        };
    }
}
