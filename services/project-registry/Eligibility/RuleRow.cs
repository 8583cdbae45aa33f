using Google.Protobuf;
using Npgsql;
using Dapper;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>A version of a rule as stored.</summary>
internal sealed class RuleRow
{
    private const string Columns = """
        rule_id, version, name_zh, name_en, text_zh, text_en, source, terms::text as terms_json, effective_from, effective_to, enabled
        """;

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public string RuleId { get; init; } = "";

    public int Version { get; init; }

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string TextZh { get; init; } = "";

    public string TextEn { get; init; } = "";

    public string Source { get; init; } = "";

    public string TermsJson { get; init; } = "";

    public DateOnly EffectiveFrom { get; init; }

    public DateOnly? EffectiveTo { get; init; }

    public bool Enabled { get; init; }

    public EligibilityTerms Terms => field ??= Parser.Parse<EligibilityTerms>(TermsJson);

    public bool IsInForce(DateOnly day) => Enabled && EffectiveFrom <= day && (EffectiveTo is null || day <= EffectiveTo);

    /// <summary>The newest version of each rule.</summary>
    public static async Task<IReadOnlyList<RuleRow>> ReadAllAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string sql = $"select distinct on (rule_id) {Columns} from eligibility_rule order by rule_id, version desc limit 200";
        return (await connection.QueryAsync<RuleRow>(new CommandDefinition(sql, cancellationToken: cancellation))).AsList();
    }

    /// <summary>
    /// Of each rule the version that applies on a day: the newest that had begun by then; none where that one is switched off or
    /// has ended.
    /// </summary>
    public static async Task<IReadOnlyList<RuleRow>> ReadInForceAsync(NpgsqlConnection connection, DateOnly day, CancellationToken cancellation)
    {
        const string sql = $"""
            select distinct on (rule_id) {Columns} from eligibility_rule
            where effective_from <= @day order by rule_id, version desc limit 200
            """;
        var rows = await connection.QueryAsync<RuleRow>(new CommandDefinition(sql, new { day }, cancellationToken: cancellation));
        return [.. rows.Where(row => row.IsInForce(day))];
    }

    public EligibilityRule ToMessage() => new()
    {
        RuleId = RuleId,
        Version = Version,
        NameZh = NameZh,
        NameEn = NameEn,
        TextZh = TextZh,
        TextEn = TextEn,
        Source = Source,
        Terms = Terms,
        EffectiveFrom = CityDays.Text(EffectiveFrom),
        EffectiveTo = EffectiveTo is { } last ? CityDays.Text(last) : "",
        Enabled = Enabled,
        Etag = Etag.Of(Version),
    };
}
