namespace Platform.TalentMatching.Training;

/// <summary>A programme that the gap calls for.</summary>
/// <param name="Skills">The one with the largest gap first; each with the level where its gap is largest.</param>
/// <param name="Firms">Firms that ask for any of them with their seats, most first.</param>
public sealed record ProposedProgramme(IReadOnlyList<SkillGapRow> Skills, int Seats, IReadOnlyList<(string Code, int Seats)> Firms);

/// <summary>
/// Puts skills in short supply together into programmes: the largest gap first, joined by those that the same needs ask for. Two skills go
/// together where at least 30 % of the seats that ask for the first ask for the second, too (the confidence of an association rule, Agrawal,
/// Imieliński and Swami 1993). A skill is proposed once. [choice]: at most four skills and 60 seats.
/// </summary>
public static class ProposedProgrammes
{
    private const int MostSkills = 4;
    private const int MostSeats = 60;
    private const int MostFirms = 5;
    private const int ConfidencePercent = 30;

    /// <param name="gaps">As <see cref="SkillGaps.Of"/> gives them.</param>
    /// <param name="most">How many programmes.</param>
    public static IReadOnlyList<ProposedProgramme> Of(IReadOnlyCollection<AskedNeed> needs, IReadOnlyList<SkillGapRow> gaps, int most)
    {
        // The level with the largest gap; of equal ones the higher, which serves the others, too.
        var left = gaps.Where(row => row.Gap > 0).GroupBy(row => row.Skill)
            .Select(skill => skill.OrderByDescending(row => (row.Gap, row.Level)).First())
            .ToList();
        var proposed = new List<ProposedProgramme>();
        while (left.Count > 0 && proposed.Count < most)
        {
            var first = left[0];
            var asking = needs.Where(need => need.WeightOf(first.Skill) > 0).ToList();
            var demand = asking.Sum(need => (long)need.Seats * need.WeightOf(first.Skill));
            var partners = left.Skip(1)
                .Select(row => (Row: row, Joint: asking.Sum(need => (long)need.Seats * Math.Min(need.WeightOf(first.Skill), need.WeightOf(row.Skill)))))
                .Where(one => one.Joint * 100 >= demand * ConfidencePercent)
                .OrderByDescending(one => one.Joint)
                .Take(MostSkills - 1)
                .Select(one => one.Row);
            List<SkillGapRow> skills = [first, .. partners];
            proposed.Add(new ProposedProgramme(skills, Seats(first), Firms(needs, skills)));
            left.RemoveAll(skills.Contains);
        }

        return proposed;
    }

    private static int Seats(SkillGapRow first) => (int)Math.Min(MostSeats, (first.Gap + 99) / 100);

    private static List<(string Code, int Seats)> Firms(IEnumerable<AskedNeed> needs, IReadOnlyCollection<SkillGapRow> skills) =>
    [
        .. needs.Where(need => skills.Any(row => need.WeightOf(row.Skill) > 0))
            .GroupBy(need => need.Firm)
            .Select(firm => (firm.Key, Seats: firm.Sum(need => need.Seats)))
            .OrderByDescending(firm => firm.Seats)
            .ThenBy(firm => firm.Key, StringComparer.Ordinal)
            .Take(MostFirms),
    ];
}
