using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Training;

/// <summary>Reads open needs and available talents, and computes the gap and what it calls for.</summary>
internal sealed class ReadSkillGap(Store store)
{
    private const int UsualRows = 50;
    private const int MostProposals = 12;
    private const int MostNeeds = 200_000;

    public async Task<SkillGapReport> RunAsync(GetSkillGapRequest request, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var rows = await NeedsAsync(connection, request.Industry, cancellation);
        var needs = rows.Select(row => new AskedNeed(row.OrganisationCode, row.Seats, new SkillList(row.MustCodes, row.MustLevels), new SkillList(row.NiceCodes, row.NiceLevels))).ToList();
        var names = rows.DistinctBy(row => row.OrganisationCode).ToDictionary(row => row.OrganisationCode, row => row.OrganisationName);
        var (available, talents) = await SupplyAsync(connection, cancellation);
        var gaps = SkillGaps.Of(needs, available);
        var own = caller.Is(Roles.Official) || caller.Is(Roles.University) ? null : caller.OrganisationCode;
        return new SkillGapReport
        {
            Gaps = { gaps.Take(request.Top == 0 ? UsualRows : request.Top).Select(ToMessage) },
            Proposals = { ProposedProgrammes.Of(needs, gaps, MostProposals).Select(one => ToMessage(one, names, own)) },
            OpenNeeds = needs.Count,
            FreeSeats = needs.Sum(need => need.Seats),
            AvailableTalents = talents,
        };
    }

    private static async Task<List<NeedPart>> NeedsAsync(NpgsqlConnection connection, string industry, CancellationToken cancellation)
    {
        const string sql = """
            select n.organisation_code, coalesce(o.name, n.organisation_name) as organisation_name, n.headcount - n.placed_count as seats,
                n.must_codes, n.must_levels, n.nice_codes, n.nice_levels
            from talent_need n left join organisation o using (organisation_code)
            where n.state = 1 and n.placed_count < n.headcount
              and (@industry = '' or exists (select 1 from pool_project p where p.organisation_code = n.organisation_code and p.industry = @industry))
            order by n.need_id limit @MostNeeds
            """;
        return (await connection.QueryAsync<NeedPart>(new CommandDefinition(sql, new { industry, MostNeeds }, cancellationToken: cancellation))).AsList();
    }

    private static async Task<(Dictionary<(string, short), long> Available, int Talents)> SupplyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string sql = $"""
            select s.code as skill, s.level, count(*) as talents
            from talent t, unnest(t.skill_codes, t.skill_levels) as s (code, level)
            where not {TalentRow.Away} group by s.code, s.level limit 100000;
            select count(*)::int from talent t where not {TalentRow.Away};
            """;
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, cancellationToken: cancellation));
        var supply = (await results.ReadAsync<SupplyPart>()).ToDictionary(part => (part.Skill, part.Level), part => part.Talents);
        return (supply, await results.ReadSingleAsync<int>());
    }

    private static SkillGap ToMessage(SkillGapRow row) => new()
    {
        Skill = row.Skill,
        Level = row.Level,
        Demand = row.Demand / 100.0,
        DemandAtLeast = row.DemandAtLeast / 100.0,
        SupplyAtLeast = row.Supply,
        Gap = row.Gap / 100.0,
        Needs = row.Needs,
        Firms = row.Firms,
    };

    private static ProgrammeProposal ToMessage(ProposedProgramme proposed, Dictionary<string, string> names, string? own) => new()
    {
        Skills = { proposed.Skills.Select(row => new SkillLevel { Skill = row.Skill, Level = row.Level }) },
        Seats = proposed.Seats,
        Gap = proposed.Skills[0].Gap / 100.0,
        Firms = { proposed.Firms.Where(firm => own is null || firm.Code == own).Select(firm => new GapFirm { OrganisationCode = firm.Code, Name = names[firm.Code], Seats = firm.Seats }) },
    };

    private sealed class NeedPart
    {
        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public int Seats { get; init; }

        public string[] MustCodes { get; init; } = [];

        public short[] MustLevels { get; init; } = [];

        public string[] NiceCodes { get; init; } = [];

        public short[] NiceLevels { get; init; } = [];
    }

    private sealed record SupplyPart(string Skill, short Level, long Talents);
}
