using Platform.Talent.V1;

namespace Platform.TalentMatching.Matching;

/// <summary>
/// What the parts beside the skills give, each in whole hundredths from whole ten-thousandths, without floating point: the
/// same on every machine, and the same where the index computes it for many talents at once.
/// </summary>
public static class Fits
{
    public static int Education(NeedProfile need, EducationLevel has) => Hundredths((need.Terms.MinimumEducation - has) switch
    {
        <= 0 => ScoreWeights.Whole,
        1 when has != EducationLevel.Unspecified => ScoreWeights.OneDegreeBelow,
        _ => 0,
    }, need.EducationMaximum);

    public static int Place(NeedProfile need, IReadOnlyList<string> wishes) => Hundredths(PlaceFit(need.PlaceKey, wishes), need.PlaceMaximum);

    public static int Salary(NeedProfile need, long wish)
    {
        var bound = need.Terms.SalaryMaximumFen;
        if (wish == 0 || bound == 0 || wish <= bound)
        {
            return Hundredths(wish == 0 ? ScoreWeights.SalaryUnstated : ScoreWeights.Whole, need.SalaryMaximum);
        }

        // Of the way from the bound to where nothing counts any more.
        var tolerance = (decimal)bound * ScoreWeights.SalaryTolerance / ScoreWeights.Whole;
        return Hundredths((int)(ScoreWeights.Whole * Math.Max(0, 1 - ((wish - bound) / tolerance))), need.SalaryMaximum);
    }

    public static int University(NeedProfile need, string college)
    {
        if (need.UniversityMaximum == 0 || college.Length == 0)
        {
            return 0;
        }

        var universities = need.Terms.Universities;
        for (var i = 0; i < universities.Count; i++)
        {
            if (universities[i] == college)
            {
                var fall = need.Terms.UniversitiesInOrder && universities.Count > 1
                    ? (ScoreWeights.Whole - ScoreWeights.LastUniversity) * i / (universities.Count - 1)
                    : 0;
                return Hundredths(ScoreWeights.Whole - fall, need.UniversityMaximum);
            }
        }

        return 0;
    }

    public static int Award(NeedProfile need, int awards, IReadOnlyList<string> skills) => awards == 0
        ? 0
        : Hundredths(skills.Any(need.AsksFor) ? ScoreWeights.Whole : ScoreWeights.OtherAward, need.AwardMaximum);

    /// <param name="common">How many of the title's pairs of characters the talent's text has.</param>
    public static int Text(NeedProfile need, int common) =>
        need.Grams.Count == 0 ? 0 : (int)((((long)common * need.TextMaximum * 2) + need.Grams.Count) / (2 * need.Grams.Count));

    /// <summary>Whether a talent may stand on a shortlist: some must-skill; without it much common text, or any where the need names no must-skill.</summary>
    public static bool Fit(NeedProfile need, int mustPoints, int common) => mustPoints > 0 || (need.Must.Count == 0
        ? common > 0
        : need.Grams.Count > 0 && common * ScoreWeights.Whole >= ScoreWeights.TextAlone * need.Grams.Count);

    private static int Hundredths(int fit, int maximum) => ((fit * maximum) + (ScoreWeights.Whole / 2)) / ScoreWeights.Whole;

    private static int PlaceFit(string place, IReadOnlyList<string> wishes)
    {
        if (wishes.Count == 0)
        {
            return ScoreWeights.PlaceUnstated;
        }

        for (var i = 0; i < wishes.Count; i++)
        {
            var wish = wishes[i];
            if (wish.Length > 1 && (place.Contains(wish, StringComparison.Ordinal) || wish.Contains(place, StringComparison.Ordinal)))
            {
                return i == 0 ? ScoreWeights.Whole : ScoreWeights.LaterPlace;
            }
        }

        return 0;
    }
}
