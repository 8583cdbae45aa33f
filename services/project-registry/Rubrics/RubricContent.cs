using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>Criteria and scale of a rubric version, read with the row that they belong to: the version itself or a batch that uses it.</summary>
public abstract class RubricContent
{
    /// <summary>For a select in which <c>v</c> stands for <c>rubric_version</c>.</summary>
    internal const string Columns = """
        v.rubric_version_id, v.scale_maximum,
            array(select c.criterion_id from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_ids,
            array(select c.criterion_group from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_groups,
            array(select c.name_zh from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_names_zh,
            array(select c.name_en from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_names_en,
            array(select c.weight from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_weights,
            array(select c.guidance_zh from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_guidance_zh,
            array(select c.guidance_en from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as criterion_guidance_en,
            array(select c.veto_rule from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as veto_rules,
            array(select c.veto_below from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as veto_thresholds,
            array(select c.veto_reviewers from rubric_criterion c where c.rubric_version_id = v.rubric_version_id order by c.number) as veto_reviewers,
            array(select l.points from rubric_level l where l.rubric_version_id = v.rubric_version_id order by l.points) as level_points,
            array(select l.name_zh from rubric_level l where l.rubric_version_id = v.rubric_version_id order by l.points) as level_names_zh,
            array(select l.name_en from rubric_level l where l.rubric_version_id = v.rubric_version_id order by l.points) as level_names_en
        """;

    public Guid RubricVersionId { get; init; }

    public int ScaleMaximum { get; init; }

    public string[] CriterionIds { get; init; } = [];

    public short[] CriterionGroups { get; init; } = [];

    public string[] CriterionNamesZh { get; init; } = [];

    public string[] CriterionNamesEn { get; init; } = [];

    public int[] CriterionWeights { get; init; } = [];

    public string[] CriterionGuidanceZh { get; init; } = [];

    public string[] CriterionGuidanceEn { get; init; } = [];

    public short[] VetoRules { get; init; } = [];

    public int[] VetoThresholds { get; init; } = [];

    public int[] VetoReviewers { get; init; } = [];

    public short[] LevelPoints { get; init; } = [];

    public string[] LevelNamesZh { get; init; } = [];

    public string[] LevelNamesEn { get; init; } = [];

    /// <summary>Steps in which points move on the scale 0–100.</summary>
    public int PointStep => 100 / ScaleMaximum;

    public IReadOnlyList<Criterion> Criteria => [.. CriterionIds.Select((id, i) => new Criterion
    {
        CriterionId = id,
        Group = (CriterionGroup)CriterionGroups[i],
        NameZh = CriterionNamesZh[i],
        NameEn = CriterionNamesEn[i],
        Weight = CriterionWeights[i],
        GuidanceZh = CriterionGuidanceZh[i],
        GuidanceEn = CriterionGuidanceEn[i],
        Veto = VetoRules[i] == 0 ? null : new Veto { Rule = (VetoRule)VetoRules[i], Below = VetoThresholds[i], Reviewers = VetoReviewers[i] },
    })];

    public Scale Scale => new()
    {
        Maximum = ScaleMaximum,
        Levels = { LevelPoints.Select((points, i) => new ScaleLevel { Points = points, NameZh = LevelNamesZh[i], NameEn = LevelNamesEn[i] }) },
    };

    /// <summary>The criteria that can veto, in the order of the rubric.</summary>
    internal IReadOnlyList<VetoCriterion> Vetoes => [.. VetoRules.Index().Where(rule => rule.Item != 0).Select(rule => new VetoCriterion(
        rule.Index, CriterionIds[rule.Index], (VetoRule)rule.Item, VetoThresholds[rule.Index], VetoReviewers[rule.Index]))];
}
