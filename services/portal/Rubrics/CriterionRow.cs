using Platform.Registry.V1;

namespace Platform.Portal.Rubrics;

/// <summary>One criterion's line in the editor.</summary>
public sealed class CriterionRow
{
    public string Id { get; set; } = "";
    public CriterionGroup Group { get; set; } = CriterionGroup.BasicResearch;
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public int Weight { get; set; } = 10;
    public string GuidanceZh { get; set; } = "";
    public string GuidanceEn { get; set; } = "";
    public VetoRule VetoRule { get; set; }
    public int VetoBelow { get; set; } = 60;
    public int VetoReviewers { get; set; } = 2;

    public static CriterionRow Of(Criterion criterion) => new()
    {
        Id = criterion.CriterionId,
        Group = criterion.Group,
        NameZh = criterion.NameZh,
        NameEn = criterion.NameEn,
        Weight = criterion.Weight,
        GuidanceZh = criterion.GuidanceZh,
        GuidanceEn = criterion.GuidanceEn,
        VetoRule = criterion.Veto?.Rule ?? VetoRule.Unspecified,
        VetoBelow = criterion.Veto?.Below ?? 60,
        VetoReviewers = criterion.Veto is { Reviewers: > 0 } veto ? veto.Reviewers : 2,
    };

    public Criterion ToCriterion() => new()
    {
        CriterionId = Id.Trim(),
        Group = Group,
        NameZh = NameZh.Trim(),
        NameEn = NameEn.Trim(),
        Weight = Weight,
        GuidanceZh = GuidanceZh.Trim(),
        GuidanceEn = GuidanceEn.Trim(),
        Veto = VetoRule == VetoRule.Unspecified
            ? null
            : new Veto { Rule = VetoRule, Below = VetoBelow, Reviewers = VetoRule == VetoRule.ReviewersBelow ? VetoReviewers : 0 },
    };
}

/// <summary>One level's line in the editor.</summary>
public sealed class LevelRow
{
    public int Points { get; set; }
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";

    public static LevelRow Of(ScaleLevel level) => new() { Points = level.Points, NameZh = level.NameZh, NameEn = level.NameEn };

    public ScaleLevel ToLevel() => new() { Points = Points, NameZh = NameZh.Trim(), NameEn = NameEn.Trim() };
}
