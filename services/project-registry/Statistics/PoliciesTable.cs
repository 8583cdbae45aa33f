using Dapper;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>What each policy is worth to those it entitles, and how much of it reached them (兑现率).</summary>
internal static class PoliciesTable
{
    // Of each policy the newest published version has the title; what only sets a rate is worth nothing by itself and is left out.
    private const string Sql = """
        select p.policy_code, p.content ->> 'titleZh' as title_zh, p.content ->> 'titleEn' as title_en, e.*, c.*
        from (
            select distinct on (policy_code) policy_code, content from policy_version where state = 2 order by policy_code, version desc
        ) p
        cross join lateral (
            select count(*) filter (where e.verdict = 1) as entitled, coalesce(sum(e.worth_cny_fen), 0)::bigint as worth,
                count(*) filter (where e.verdict = 3) as unknown,
                count(*) filter (where e.verdict = 1 and e.worth_cny_fen > 0 and c.claim_id is null) as unclaimed,
                coalesce(sum(e.worth_cny_fen) filter (where c.claim_id is null), 0)::bigint as unclaimed_worth
            from entitlement e left join policy_claim c on c.organisation_code = e.organisation_code and c.policy_code = e.policy_code
                and c.year = e.year and c.project_id = e.project_id and c.state <> 7
            where e.policy_code = p.policy_code and (@Year::int is null or e.year = @Year)
        ) e
        cross join lateral (
            select count(*) as claimed, count(*) filter (where c.state in (4, 6)) as granted, coalesce(sum(c.granted_cny_fen), 0)::bigint as granted_amount
            from policy_claim c where c.policy_code = p.policy_code and c.state <> 7 and (@Year::int is null or c.year = @Year)
        ) c
        where p.content ->> 'kind' is distinct from 'POLICY_KIND_BASIS'
        order by p.policy_code
        limit 500
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var rows = await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, new { reading.Scope.Year }, cancellationToken: reading.Cancellation));
        return [.. rows.Select(row => new FigureRow(row.PolicyCode, new(row.TitleZh, row.TitleEn), row.Figures()))];
    }

    private sealed class Row
    {
        public string PolicyCode { get; init; } = "";

        public string TitleZh { get; init; } = "";

        public string TitleEn { get; init; } = "";

        public long Entitled { get; init; }

        public long Worth { get; init; }

        public long Unknown { get; init; }

        public long Unclaimed { get; init; }

        public long UnclaimedWorth { get; init; }

        public long Claimed { get; init; }

        public long Granted { get; init; }

        public long GrantedAmount { get; init; }

        public IReadOnlyList<string> Figures() =>
        [
            Statistics.Figures.Count(Entitled),
            Statistics.Figures.TenThousandYuan(Worth),
            Statistics.Figures.Count(Unknown),
            Statistics.Figures.Count(Claimed),
            Statistics.Figures.Count(Granted),
            Statistics.Figures.TenThousandYuan(GrantedAmount),
            Statistics.Figures.Share(GrantedAmount, Worth),
            Statistics.Figures.Count(Unclaimed),
            Statistics.Figures.TenThousandYuan(UnclaimedWorth),
        ];
    }
}
