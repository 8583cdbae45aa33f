using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>One version of a kind of support request.</summary>
internal sealed record KindRow
{
    public const string Columns = """
        kind_code, version, position, name_zh, name_en, group_code, group_zh, group_en, department_code, rules, fields, normal_first_answer_days,
        normal_solution_days, pool_first_answer_days, pool_solution_days, opens, active
        """;

    public const string Insert = $"""
        insert into support_kind ({Columns}, current, saved_at)
        values (@KindCode, @Version, @Position, @NameZh, @NameEn, @GroupCode, @GroupZh, @GroupEn, @DepartmentCode, @Rules::jsonb, @Fields::jsonb,
            @NormalFirstAnswerDays, @NormalSolutionDays, @PoolFirstAnswerDays, @PoolSolutionDays, @opens, @Active, true, @savedAt)
        """;

    public string KindCode { get; init; } = "";

    public int Version { get; init; } = 1;

    public int Position { get; init; }

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string GroupCode { get; init; } = "";

    public string GroupZh { get; init; } = "";

    public string GroupEn { get; init; } = "";

    public string DepartmentCode { get; init; } = "";

    public string Rules { get; init; } = "[]";

    public string Fields { get; init; } = "[]";

    public int NormalFirstAnswerDays { get; init; }

    public int NormalSolutionDays { get; init; }

    public int PoolFirstAnswerDays { get; init; }

    public int PoolSolutionDays { get; init; }

    public SupportNeed Opens { get; init; }

    public bool Active { get; init; }

    public IReadOnlyList<RuleData> RuleList => JsonSerializer.Deserialize<List<RuleData>>(Rules, SupportData.Json)!;

    public IReadOnlyList<FieldData> FieldList => JsonSerializer.Deserialize<List<FieldData>>(Fields, SupportData.Json)!;

    public static KindRow Of(SupportData.StartKind kind, int position) => new()
    {
        KindCode = kind.Code,
        Position = position,
        NameZh = kind.NameZh,
        NameEn = kind.NameEn,
        GroupCode = kind.Group.Code,
        GroupZh = kind.Group.NameZh,
        GroupEn = kind.Group.NameEn,
        DepartmentCode = kind.Department,
        Rules = JsonSerializer.Serialize(kind.Rules, SupportData.Json),
        Fields = JsonSerializer.Serialize(kind.Fields, SupportData.Json),
        NormalFirstAnswerDays = kind.Normal.FirstAnswerDays,
        NormalSolutionDays = kind.Normal.SolutionDays,
        PoolFirstAnswerDays = kind.Pool.FirstAnswerDays,
        PoolSolutionDays = kind.Pool.SolutionDays,
        Opens = kind.Opens,
        Active = true,
    };

    public static KindRow Of(SupportKind kind, int version) => new()
    {
        KindCode = kind.KindCode,
        Version = version,
        Position = kind.Position,
        NameZh = kind.NameZh.Trim(),
        NameEn = kind.NameEn.Trim(),
        GroupCode = kind.GroupCode,
        GroupZh = kind.GroupZh.Trim(),
        GroupEn = kind.GroupEn.Trim(),
        DepartmentCode = kind.DepartmentCode,
        Rules = JsonSerializer.Serialize(kind.Rules.Select(RuleData.Of), SupportData.Json),
        Fields = JsonSerializer.Serialize(kind.Fields.Select(FieldData.Of), SupportData.Json),
        NormalFirstAnswerDays = kind.Normal.FirstAnswerDays,
        NormalSolutionDays = kind.Normal.SolutionDays,
        PoolFirstAnswerDays = kind.Pool.FirstAnswerDays,
        PoolSolutionDays = kind.Pool.SolutionDays,
        Opens = kind.Opens,
        Active = kind.Active,
    };

    public static async Task<KindRow?> CurrentAsync(NpgsqlConnection connection, string code, CancellationToken cancellation)
    {
        await SupportData.EnsureAsync(connection, cancellation);
        return await connection.QuerySingleOrDefaultAsync<KindRow>(
            new CommandDefinition($"select {Columns} from support_kind where kind_code = @code and current", new { code }, cancellationToken: cancellation));
    }

    public (int FirstAnswer, int Solution) LevelOf(SupportPriority priority) => priority == SupportPriority.Pool
        ? (PoolFirstAnswerDays, PoolSolutionDays)
        : (NormalFirstAnswerDays, NormalSolutionDays);

    public object ToParameters(DateTimeOffset savedAt) => new
    {
        KindCode, Version, Position, NameZh, NameEn, GroupCode, GroupZh, GroupEn, DepartmentCode, Rules, Fields, NormalFirstAnswerDays,
        NormalSolutionDays, PoolFirstAnswerDays, PoolSolutionDays, opens = (short)Opens, Active, savedAt,
    };

    public SupportKind ToMessage() => new()
    {
        KindCode = KindCode,
        NameZh = NameZh,
        NameEn = NameEn,
        GroupCode = GroupCode,
        GroupZh = GroupZh,
        GroupEn = GroupEn,
        DepartmentCode = DepartmentCode,
        Rules = { RuleList.Select(rule => rule.ToMessage()) },
        Normal = new ServiceLevel { FirstAnswerDays = NormalFirstAnswerDays, SolutionDays = NormalSolutionDays },
        Pool = new ServiceLevel { FirstAnswerDays = PoolFirstAnswerDays, SolutionDays = PoolSolutionDays },
        Fields = { FieldList.Select(field => field.ToMessage()) },
        Opens = Opens,
        Position = Position,
        Active = Active,
        Version = Version,
        Etag = Etag.Of(Version),
    };
}
