using System.Collections.Frozen;

namespace Platform.TalentMatching.Skills;

/// <summary>How far a neighbouring skill stands in for the one asked. [choice] of this platform.</summary>
public static class SkillRoutes
{
    /// <summary>Whoever masters the narrower (五轴加工) has most of the broader (数控加工).</summary>
    public const double Narrower = 0.8;

    public const double Related = 0.45;

    /// <summary>The broader alone says little of the narrower.</summary>
    public const double Broader = 0.35;

    internal static FrozenDictionary<string, double> To(SkillEntry asked, IReadOnlyList<SkillEntry> all)
    {
        var routes = new Dictionary<string, double> { [asked.Code] = 1 };
        foreach (var other in all)
        {
            double[] shares =
            [
                other.Broader == asked.Code ? Narrower : 0,
                other.Code == asked.Broader ? Broader : 0,
                asked.Related.Contains(other.Code) || other.Related.Contains(asked.Code) ? Related : 0,
            ];
            if (shares.Max() is > 0 and var share)
            {
                routes.TryAdd(other.Code, share);
            }
        }

        return routes.ToFrozenDictionary();
    }
}
