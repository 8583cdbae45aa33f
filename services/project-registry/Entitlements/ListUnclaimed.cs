using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Entitlements without a claim, the largest first. A firm sees its own, an official those of all.</summary>
internal static class ListUnclaimed
{
    private const string Sql = """
        select e.organisation_code, coalesce(o.name, '') as organisation_name, e.year, e.policy_code, e.project_id, coalesce(p.name, '') as project_name, e.version,
            e.worth_cny_fen, e.provisional, v.content::text as content
        from entitlement e
        join policy_version v on v.policy_code = e.policy_code and v.version = e.version
        left join organisation o on o.organisation_code = e.organisation_code
        left join project p on p.project_id = e.project_id
        where e.verdict = 1
            and (@code = '' or e.organisation_code = @code)
            and (@PolicyCode = '' or e.policy_code = @PolicyCode)
            and (@Year = 0 or e.year = @Year)
            and not exists (select from policy_claim c where c.organisation_code = e.organisation_code and c.policy_code = e.policy_code
                and c.year = e.year and c.project_id = e.project_id and c.state <> 7)
            and (@worth::bigint is null or (-e.worth_cny_fen, e.organisation_code, e.year, e.policy_code, e.project_id) > (-@worth, @lastCode, @lastYear, @lastPolicy, @lastProject))
        order by e.worth_cny_fen desc, e.organisation_code, e.year, e.policy_code, e.project_id
        limit @limit
        """;

    public static async Task<ListUnclaimedResponse> RunAsync(Store store, ServerCallContext call, ListUnclaimedRequest request)
    {
        var caller = Caller.Of(call);
        if (!caller.Is(Roles.Official))
        {
            caller.MustBeOf(caller.OrganisationCode.Length > 0 ? caller.OrganisationCode : "-");
        }

        var code = caller.Is(Roles.Official) ? request.OrganisationCode : caller.OrganisationCode;
        var query = $"ListUnclaimed {code} {request.PolicyCode} {request.Year}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 5);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<UnclaimedRow>(new CommandDefinition(Sql, new
        {
            code, request.PolicyCode, request.Year, worth = Worth(keys), lastCode = keys?[1] ?? "", lastYear = PageKeys.Number(keys, 2) ?? 0,
            lastPolicy = keys?[3] ?? "", lastProject = PageKeys.Id(keys, 4) ?? Guid.Empty, limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        var last = rows.Count > size ? rows[size - 1] : null;
        return new ListUnclaimedResponse
        {
            Entitlements = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = last is null ? "" : PageToken.Encode(
                query, Text(last.WorthCnyFen), last.OrganisationCode, Text(last.Year), last.PolicyCode, last.ProjectId.ToString()),
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Worth(string[]? keys) => keys is null ? null
        : long.TryParse(keys[0], NumberStyles.None, CultureInfo.InvariantCulture, out var worth) ? worth
        : throw Chassis.Errors.CommonErrors.PageTokenInvalid.ToException();

    private sealed class UnclaimedRow
    {
        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public int Year { get; init; }

        public string PolicyCode { get; init; } = "";

        public Guid ProjectId { get; init; }

        public string ProjectName { get; init; } = "";

        public int Version { get; init; }

        public long WorthCnyFen { get; init; }

        public bool Provisional { get; init; }

        public string Content { get; init; } = "";

        public Entitlement ToMessage()
        {
            var policy = PolicyBook.Compile(Content).Policy;
            var days = ClaimDays.Of(policy, Year);
            return new Entitlement
            {
                OrganisationCode = OrganisationCode,
                OrganisationName = OrganisationName,
                PolicyCode = PolicyCode,
                Version = Version,
                TitleZh = policy.TitleZh,
                TitleEn = policy.TitleEn,
                Year = Year,
                ProjectId = ProjectId == Guid.Empty ? "" : ProjectId.ToString(),
                ProjectName = ProjectName,
                Verdict = EntitlementVerdict.Yes,
                WorthCnyFen = WorthCnyFen,
                Provisional = Provisional,
                ClaimFrom = days is null ? "" : CityDays.Text(days.First),
                ClaimUntil = days is null ? "" : CityDays.Text(days.Last),
            };
        }
    }
}
