using System.Text.Json;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>What the latest check of an application found, for officials and the firm.</summary>
internal static class GetEligibility
{
    private const string ResultSql = """
        select r.rule_id, r.rule_version, e.name_zh, e.name_en, r.outcome, r.reason_zh, r.reason_en, r.facts::text as facts, r.checked_at, o.decision_id
        from eligibility_result r
        join eligibility_rule e on e.rule_id = r.rule_id and e.version = r.rule_version
        left join eligibility_override o on o.application_id = r.application_id and o.rule_id = r.rule_id and o.rule_version = r.rule_version
        where r.application_id = @id
            and r.run_id = (select run_id from eligibility_result where application_id = @id order by run_id desc limit 1)
        order by r.rule_id
        limit 200
        """;

    public static async Task<Registry.V1.Eligibility> RunAsync(Store store, ServerCallContext call, GetEligibilityRequest request)
    {
        var id = Guid.Parse(request.ApplicationId);
        var sight = Sight.Of(Caller.Of(call)) with { Reviewer = null };
        await using var connection = await store.OpenAsync(call.CancellationToken);
        const string application = $"select {ApplicationRow.Columns} from application where application_id = @id";
        var row = await connection.QuerySingleOrDefaultAsync<ApplicationRow>(new CommandDefinition(application, new { id }, cancellationToken: call.CancellationToken));
        if (row is null || !sight.Sees(row))
        {
            throw ApplicationErrors.NotFound.ToException();
        }

        var results = await ReadAsync(connection, id, call.CancellationToken);
        var statement = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select statement from formal_check where application_id = @id", new { id }, cancellationToken: call.CancellationToken));
        var language = Languages.Of(call);
        return new Registry.V1.Eligibility
        {
            ApplicationId = request.ApplicationId,
            Results = { results.Select(result => result.ToMessage(language)) },
            CheckTime = results.Count > 0 ? Timestamp.FromDateTimeOffset(results[0].CheckedAt) : null,
            Passable = results.All(result => result.Outcome != EligibilityOutcome.Fail || result.DecisionId is not null),
            NeedsStatement = results.Any(result => result.Outcome == EligibilityOutcome.Unknown && result.DecisionId is null),
            Statement = statement ?? "",
        };
    }

    /// <summary>Of the latest run; empty where there was none.</summary>
    internal static async Task<IReadOnlyList<ResultRow>> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        (await connection.QueryAsync<ResultRow>(new CommandDefinition(ResultSql, new { id }, cancellationToken: cancellation))).AsList();

    internal sealed class ResultRow
    {
        public string RuleId { get; init; } = "";

        public int RuleVersion { get; init; }

        public string NameZh { get; init; } = "";

        public string NameEn { get; init; } = "";

        public EligibilityOutcome Outcome { get; init; }

        public string ReasonZh { get; init; } = "";

        public string ReasonEn { get; init; } = "";

        public string Facts { get; init; } = "{}";

        public DateTimeOffset CheckedAt { get; init; }

        public Guid? DecisionId { get; init; }

        public EligibilityResult ToMessage(Language language) => new()
        {
            RuleId = RuleId,
            RuleVersion = RuleVersion,
            RuleName = language.Pick(NameZh, NameEn),
            Outcome = Outcome,
            Reason = language.Pick(ReasonZh, ReasonEn),
            Facts = { JsonSerializer.Deserialize<Dictionary<string, string>>(Facts)! },
            OverrideDecisionId = DecisionId?.ToString() ?? "",
        };
    }
}
