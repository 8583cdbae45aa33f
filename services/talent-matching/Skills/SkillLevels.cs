using System.Globalization;
using Dapper;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>The general scale of levels 1–5.</summary>
internal static class SkillLevels
{
    private const string Columns = "level, name_zh, name_en, description_zh, description_en, version";

    public static async Task<ListSkillLevelsResponse> ListAsync(Store store, CancellationToken cancellation)
    {
        const string sql = $"select {Columns} from skill_level order by level limit 5";
        await using var connection = await store.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellation));
        return new ListSkillLevelsResponse { Levels = { rows.Select(row => row.ToMessage()) } };
    }

    public static async Task<SkillLevelText> UpdateAsync(Change change, UpdateSkillLevelRequest request)
    {
        const string present = $"select {Columns} from skill_level where level = @Level for update";
        const string sql = $"""
            update skill_level set name_zh = @NameZh, name_en = @NameEn, description_zh = @DescriptionZh, description_en = @DescriptionEn, version = version + 1
            where level = @Level returning {Columns}
            """;
        var level = request.Level;
        var row = await change.QuerySingleOrDefaultAsync<Row>(present, new { level.Level }) ?? throw SkillErrors.NotFound.ToException();
        Etag.Check(level.Etag, row.Version);
        var stored = await change.QuerySingleOrDefaultAsync<Row>(sql, new { level.Level, level.NameZh, level.NameEn, level.DescriptionZh, level.DescriptionEn });
        change.Audit("skill-level.updated", "skill-level", level.Level.ToString(CultureInfo.InvariantCulture), new { before = row, after = stored });
        return stored!.ToMessage();
    }

    private sealed class Row
    {
        public short Level { get; init; }

        public string NameZh { get; init; } = "";

        public string NameEn { get; init; } = "";

        public string DescriptionZh { get; init; } = "";

        public string DescriptionEn { get; init; } = "";

        public long Version { get; init; }

        public SkillLevelText ToMessage() => new()
        {
            Level = Level, NameZh = NameZh, NameEn = NameEn, DescriptionZh = DescriptionZh, DescriptionEn = DescriptionEn, Etag = Etag.Of(Version),
        };
    }
}
