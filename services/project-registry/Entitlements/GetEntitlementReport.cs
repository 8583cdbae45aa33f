using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Entitled, claimed, granted and paid by policy, and the rate of fulfilment (兑现率): granted of entitled worth.</summary>
internal static class GetEntitlementReport
{
    // Grants count by the claim, also where a later computation no longer entitles: what was given was given.
    private const string Sql = """
        with entitled as (
            select e.policy_code,
                count(*) filter (where e.verdict = 1)::int as entitled,
                coalesce(sum(e.worth_cny_fen), 0)::bigint as entitled_cny_fen,
                count(*) filter (where e.verdict = 1 and e.provisional)::int as provisional,
                count(*) filter (where e.verdict = 3)::int as unknown,
                count(*) filter (where e.verdict = 1 and c.claim_id is null)::int as unclaimed,
                coalesce(sum(e.worth_cny_fen) filter (where c.claim_id is null), 0)::bigint as unclaimed_cny_fen
            from entitlement e
            left join policy_claim c on c.organisation_code = e.organisation_code and c.policy_code = e.policy_code and c.year = e.year
                and c.project_id = e.project_id and c.state <> 7
            where @Year = 0 or e.year = @Year
            group by e.policy_code),
        claimed as (
            select policy_code, count(*)::int as claimed, count(*) filter (where state in (4, 6))::int as granted,
                coalesce(sum(granted_cny_fen), 0)::bigint as granted_cny_fen,
                coalesce(sum(granted_cny_fen) filter (where state = 6), 0)::bigint as paid_cny_fen
            from policy_claim where state <> 7 and (@Year = 0 or year = @Year)
            group by policy_code)
        select v.content::text as content, coalesce(e.entitled, 0) as entitled, coalesce(e.entitled_cny_fen, 0) as entitled_cny_fen, coalesce(e.provisional, 0) as provisional,
            coalesce(e.unknown, 0) as unknown, coalesce(e.unclaimed, 0) as unclaimed, coalesce(e.unclaimed_cny_fen, 0) as unclaimed_cny_fen,
            coalesce(c.claimed, 0) as claimed, coalesce(c.granted, 0) as granted, coalesce(c.granted_cny_fen, 0) as granted_cny_fen, coalesce(c.paid_cny_fen, 0) as paid_cny_fen
        from policy_version v
        left join entitled e on e.policy_code = v.policy_code
        left join claimed c on c.policy_code = v.policy_code
        where v.state = 2 and v.version = (select max(n.version) from policy_version n where n.policy_code = v.policy_code and n.state = 2)
        order by v.sequence, v.policy_code
        limit 1000
        """;

    public static async Task<EntitlementReport> RunAsync(Store store, TimeProvider clock, ServerCallContext call, GetEntitlementReportRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = await connection.QueryAsync<ReportRow>(new CommandDefinition(Sql, new { request.Year }, cancellationToken: call.CancellationToken));
        var lines = rows.Where(row => !PolicyBook.Compile(row.Content).IsBasis).Select(row => row.ToMessage()).ToList();
        var total = new EntitlementReportLine();
        foreach (var line in lines)
        {
            total.Entitled += line.Entitled;
            total.EntitledCnyFen += line.EntitledCnyFen;
            total.Provisional += line.Provisional;
            total.Unknown += line.Unknown;
            total.Unclaimed += line.Unclaimed;
            total.UnclaimedCnyFen += line.UnclaimedCnyFen;
            total.Claimed += line.Claimed;
            total.Granted += line.Granted;
            total.GrantedCnyFen += line.GrantedCnyFen;
            total.PaidCnyFen += line.PaidCnyFen;
        }

        return new EntitlementReport { Lines = { lines }, Total = WithRate(total), AsOf = Timestamp.FromDateTimeOffset(clock.GetUtcNow()) };
    }

    /// <summary>Hundredths of a percent, rounded down.</summary>
    private static EntitlementReportLine WithRate(EntitlementReportLine line)
    {
        if (line.EntitledCnyFen > 0)
        {
            line.FulfilmentBp = (int)Int128.Min((Int128)line.GrantedCnyFen * 10_000 / line.EntitledCnyFen, int.MaxValue);
        }

        return line;
    }

    private sealed class ReportRow
    {
        public string Content { get; init; } = "";

        public int Entitled { get; init; }

        public long EntitledCnyFen { get; init; }

        public int Provisional { get; init; }

        public int Unknown { get; init; }

        public int Unclaimed { get; init; }

        public long UnclaimedCnyFen { get; init; }

        public int Claimed { get; init; }

        public int Granted { get; init; }

        public long GrantedCnyFen { get; init; }

        public long PaidCnyFen { get; init; }

        public EntitlementReportLine ToMessage()
        {
            var policy = PolicyBook.Compile(Content).Policy;
            return WithRate(new EntitlementReportLine
            {
                PolicyCode = policy.PolicyCode,
                TitleZh = policy.TitleZh,
                TitleEn = policy.TitleEn,
                Entitled = Entitled,
                EntitledCnyFen = EntitledCnyFen,
                Provisional = Provisional,
                Unknown = Unknown,
                Unclaimed = Unclaimed,
                UnclaimedCnyFen = UnclaimedCnyFen,
                Claimed = Claimed,
                Granted = Granted,
                GrantedCnyFen = GrantedCnyFen,
                PaidCnyFen = PaidCnyFen,
            });
        }
    }
}
