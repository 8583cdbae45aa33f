using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>Writes rubrics, their versions and content.</summary>
internal static class InsertRubric
{
    /// <summary>A rubric and its first version, a draft.</summary>
    /// <returns>The version's id.</returns>
    public static async Task<Guid> RunAsync(Change change, string name, bool ofOneBatch, IReadOnlyList<Criterion> criteria, Scale scale)
    {
        const string sql = "insert into rubric (rubric_id, name, of_one_batch, created_at) values (@rubric, @name, @ofOneBatch, @Now)";
        var rubric = change.NewId();
        try
        {
            await change.ExecuteAsync(sql, new { rubric, name, ofOneBatch, change.Now });
        }
        catch (PostgresException exception) when (exception.Violates("rubric_name_once"))
        {
            throw RubricErrors.NameTaken.ToException();
        }

        var version = change.NewId();
        await VersionAsync(change, version, rubric, basedOn: null);
        await ContentAsync(change, version, criteria, scale);
        return version;
    }

    /// <summary>A draft numbered after the rubric's last version; empty.</summary>
    public static async Task VersionAsync(Change change, Guid id, Guid rubric, Guid? basedOn)
    {
        const string sql = """
            insert into rubric_version (rubric_version_id, rubric_id, number, state, based_on_id, created_at)
            select @id, @rubric, coalesce(max(number), 0) + 1, @draft, @basedOn, @Now from rubric_version where rubric_id = @rubric
            """;
        try
        {
            await change.ExecuteAsync(sql, new { id, rubric, draft = (short)RubricState.Draft, basedOn, change.Now });
        }
        catch (PostgresException exception) when (exception.Violates("rubric_version_one_draft") || exception.Violates("rubric_version_number_once"))
        {
            throw RubricErrors.DraftExists.ToException();
        }
    }

    /// <summary>Replaces criteria and scale of a draft.</summary>
    public static async Task ContentAsync(Change change, Guid id, IReadOnlyList<Criterion> criteria, Scale scale)
    {
        await change.ExecuteAsync("delete from rubric_criterion where rubric_version_id = @id", new { id });
        await change.ExecuteAsync("delete from rubric_level where rubric_version_id = @id", new { id });
        await change.ExecuteAsync("update rubric_version set scale_maximum = @Maximum where rubric_version_id = @id", new { id, scale.Maximum });
        await CriteriaAsync(change, id, criteria);
        const string levels = """
            insert into rubric_level (rubric_version_id, points, name_zh, name_en)
            select @id, l.points, l.name_zh, l.name_en from unnest(@points, @namesZh, @namesEn) as l (points, name_zh, name_en)
            """;
        await change.ExecuteAsync(levels, new
        {
            id,
            points = scale.Levels.Select(level => (short)level.Points).ToArray(),
            namesZh = scale.Levels.Select(level => level.NameZh).ToArray(),
            namesEn = scale.Levels.Select(level => level.NameEn).ToArray(),
        });
    }

    private static Task CriteriaAsync(Change change, Guid id, IReadOnlyList<Criterion> criteria)
    {
        const string sql = """
            insert into rubric_criterion (rubric_version_id, number, criterion_id, criterion_group, name_zh, name_en, weight, guidance_zh, guidance_en,
                veto_rule, veto_below, veto_reviewers)
            select @id, c.number, c.criterion_id, c.criterion_group, c.name_zh, c.name_en, c.weight, c.guidance_zh, c.guidance_en,
                c.veto_rule, c.veto_below, c.veto_reviewers
            from unnest(@ids, @groups, @namesZh, @namesEn, @weights, @guidanceZh, @guidanceEn, @rules, @below, @reviewers)
                with ordinality as c (criterion_id, criterion_group, name_zh, name_en, weight, guidance_zh, guidance_en,
                    veto_rule, veto_below, veto_reviewers, number)
            """;
        return change.ExecuteAsync(sql, new
        {
            id,
            ids = criteria.Select(criterion => criterion.CriterionId).ToArray(),
            groups = criteria.Select(criterion => (short)criterion.Group).ToArray(),
            namesZh = criteria.Select(criterion => criterion.NameZh).ToArray(),
            namesEn = criteria.Select(criterion => criterion.NameEn).ToArray(),
            weights = criteria.Select(criterion => criterion.Weight).ToArray(),
            guidanceZh = criteria.Select(criterion => criterion.GuidanceZh).ToArray(),
            guidanceEn = criteria.Select(criterion => criterion.GuidanceEn).ToArray(),
            rules = criteria.Select(criterion => (short)(criterion.Veto?.Rule ?? VetoRule.Unspecified)).ToArray(),
            below = criteria.Select(criterion => criterion.Veto?.Below ?? 0).ToArray(),
            reviewers = criteria.Select(criterion => criterion.Veto?.Reviewers ?? 0).ToArray(),
        });
    }
}
