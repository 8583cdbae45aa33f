using System.Collections.Frozen;

namespace Platform.TalentMatching.Skills;

/// <summary>How far a neighbouring skill stands in for the one asked, in ten-thousandths. [choice] of this platform.</summary>
public static class SkillRoutes
{
    /// <summary>Whoever masters the narrower (五轴加工) has most of the broader (数控加工).</summary>
    public const int Narrower = 8_000;

    public const int Related = 4_500;

    /// <summary>The broader alone says little of the narrower.</summary>
    public const int Broader = 3_500;

    internal static FrozenDictionary<string, int> To(SkillEntry asked, IReadOnlyList<SkillEntry> all)
    {
        var routes = new Dictionary<string, int> { [asked.Code] = 10_000 };
        foreach (var other in all)
        {
            int[] shares =
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
