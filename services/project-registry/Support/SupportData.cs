using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Npgsql;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>
/// Departments and kinds as the city starts with them (<c>support-kinds.json</c>). They are stored the first time anybody asks;
/// from then on the tables are what counts, and the city's staff edit them.
/// </summary>
internal static class SupportData
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static StartFile Start { get; } = Embedded.Read<StartFile>("Support.support-kinds.json", Json);

    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string missing = "select not exists (select 1 from support_kind)";
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(missing, cancellationToken: cancellation)))
        {
            return;
        }

        // Two that come first at once: the later one finds everything there.
        const string departments = """
            insert into support_department (department_code, position, name_zh, name_en, role, active)
            select * from unnest(@codes, @positions, @zh, @en, @roles) as d, (values (true)) as active
            on conflict do nothing
            """;
        await connection.ExecuteAsync(new CommandDefinition(departments, new
        {
            codes = Start.Departments.Select(one => one.Code).ToArray(),
            positions = Start.Departments.Select((_, i) => i).ToArray(),
            zh = Start.Departments.Select(one => one.NameZh).ToArray(),
            en = Start.Departments.Select(one => one.NameEn).ToArray(),
            roles = Start.Departments.Select(one => (short)one.Role).ToArray(),
        }, cancellationToken: cancellation));
        foreach (var row in Start.Kinds.Select((kind, i) => KindRow.Of(kind, i)))
        {
            await connection.ExecuteAsync(new CommandDefinition($"{KindRow.Insert} on conflict do nothing", row.ToParameters(DateTimeOffset.UnixEpoch), cancellationToken: cancellation));
        }
    }

    internal sealed record StartFile(string Source, IReadOnlyList<StartDepartment> Departments, IReadOnlyList<StartKind> Kinds);

    internal sealed record StartDepartment(string Code, string NameZh, string NameEn, DepartmentRole Role);

    internal sealed record StartGroup(string Code, string NameZh, string NameEn);

    internal sealed record StartLevel(int FirstAnswerDays, int SolutionDays);

    internal sealed record StartKind(
        string Code, string NameZh, string NameEn, StartGroup Group, string Department, IReadOnlyList<RuleData> Rules,
        StartLevel Normal, StartLevel Pool, IReadOnlyList<FieldData> Fields, SupportNeed Opens = SupportNeed.Unspecified);
}

/// <summary>A rule of routing as it is stored.</summary>
internal sealed record RuleData(IReadOnlyList<string> Districts, IReadOnlyList<string> Industries, string Department)
{
    public static RuleData Of(RoutingRule rule) => new([.. rule.Districts], [.. rule.Industries], rule.DepartmentCode);

    public RoutingRule ToMessage() => new() { Districts = { Districts }, Industries = { Industries }, DepartmentCode = Department };
}

internal sealed record ChoiceData(string Code, string NameZh, string NameEn);

/// <summary>A field of a form as it is stored.</summary>
internal sealed record FieldData(
    string Code, string NameZh, string NameEn, FormFieldType Type, bool Required, long Minimum = 0, long Maximum = 0, string Unit = "",
    IReadOnlyList<ChoiceData>? Choices = null, string HintZh = "", string HintEn = "")
{
    public static FieldData Of(FormField field) => new(
        field.Code, field.NameZh.Trim(), field.NameEn.Trim(), field.Type, field.Required, field.Minimum, field.Maximum, field.Unit,
        [.. field.Choices.Select(choice => new ChoiceData(choice.Code, choice.NameZh, choice.NameEn))], field.HintZh, field.HintEn);

    public FormField ToMessage() => new()
    {
        Code = Code,
        NameZh = NameZh,
        NameEn = NameEn,
        Type = Type,
        Required = Required,
        Minimum = Minimum,
        Maximum = Maximum,
        Unit = Unit,
        Choices = { (Choices ?? []).Select(choice => new FormChoice { Code = choice.Code, NameZh = choice.NameZh, NameEn = choice.NameEn }) },
        HintZh = HintZh,
        HintEn = HintEn,
    };
}
