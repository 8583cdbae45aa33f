using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>What an open need asks for.</summary>
/// <param name="Seats">Those still free.</param>
public sealed record AskedNeed(string Firm, int Seats, SkillList Must, SkillList Nice)
{
    /// <summary>What one seat of it counts for a skill, in hundredths of a seat; 0 where it does not ask for it.</summary>
    public int WeightOf(string code) => Must.Codes.Contains(code) ? SkillGaps.MustWeight : Nice.Codes.Contains(code) ? SkillGaps.NiceWeight : 0;
}

/// <summary>The gap of a skill at a level; demand in hundredths of a seat.</summary>
/// <param name="Supply">Available talents at this level or higher.</param>
public sealed record SkillGapRow(string Skill, short Level, long Demand, long DemandAtLeast, long Supply, int Needs, int Firms)
{
    public long Gap => DemandAtLeast - (Supply * 100);
}

/// <summary>
/// The skill gap of the city: demand − supply by skill and level. A free seat counts in full where the skill is a must and half where it is
/// nice to have ([choice] of this platform). Both sides are counted "at this level or higher": who is above a level can take the seats that ask
/// for less, so of the seats that ask for level L or more, those beyond the talents at L or more cannot be filled, however the
/// others are placed (Hall's condition for nested sets, P. Hall 1935).
/// </summary>
public static class SkillGaps
{
    public const int MustWeight = 100;

    public const int NiceWeight = 50;

    /// <param name="available">How many available talents have a skill at exactly a level.</param>
    /// <returns>A row for each skill and level that a need asks for; largest gap first, then by skill and level.</returns>
    public static IReadOnlyList<SkillGapRow> Of(IReadOnlyCollection<AskedNeed> needs, IReadOnlyDictionary<(string Skill, short Level), long> available)
    {
        var asks = needs.SelectMany(Asks).ToLookup(ask => ask.Skill);
        return
        [
            .. asks.SelectMany(skill => skill.GroupBy(ask => ask.Level).Select(level => new SkillGapRow(
                    skill.Key,
                    level.Key,
                    level.Sum(ask => ask.Hundredths),
                    skill.Where(ask => ask.Level >= level.Key).Sum(ask => ask.Hundredths),
                    Enumerable.Range(level.Key, 6 - level.Key).Sum(at => available.GetValueOrDefault((skill.Key, (short)at))),
                    level.Count(),
                    level.Select(ask => ask.Need.Firm).Distinct().Count())))
                .OrderByDescending(row => row.Gap)
                .ThenBy(row => row.Skill, StringComparer.Ordinal)
                .ThenBy(row => row.Level),
        ];
    }

    private static IEnumerable<(string Skill, short Level, long Hundredths, AskedNeed Need)> Asks(AskedNeed need) => need.Must.Codes
        .Select((code, i) => (code, need.Must.Levels[i], (long)need.Seats * MustWeight, need))
        .Concat(need.Nice.Codes
            .Select((code, i) => (code, need.Nice.Levels[i], (long)need.Seats * NiceWeight, need))
            .Where(ask => !need.Must.Codes.Contains(ask.code)));
}
