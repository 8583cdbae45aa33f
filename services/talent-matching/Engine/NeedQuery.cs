using Platform.Talent.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Engine;

/// <summary>A need as the index searches for it: posting lists with the points that each level gives, and bounds a block.</summary>
internal sealed class NeedQuery
{
    private readonly TalentIndex _index;
    private readonly int[] _placePoints;
    private readonly int[] _awardPoints;

    public NeedQuery(NeedProfile need, TalentIndex index)
    {
        Need = need;
        _index = index;
        // The rarest first: it leaves the fewest a chance.
        Must = [.. need.Must.Select(RoutesOf).OrderBy(routes => routes.Sum(route => (long)route.List.Count))];
        Nice = [.. need.Nice.Select(RoutesOf)];
        Grams = [.. need.Grams.Select(index.WithGram).OfType<PostingList>()];
        TextPoints = [.. Enumerable.Range(0, need.Grams.Count + 1).Select(common => Fits.Text(need, common))];
        _placePoints = new int[index.Columns.PlaceLists.Count];
        _awardPoints = new int[index.Columns.AwardLists.Count];
        Array.Fill(_placePoints, -1);
        Array.Fill(_awardPoints, -1);
    }

    public NeedProfile Need { get; }

    /// <summary>The routes of each ask.</summary>
    public Route[][] Must { get; }

    /// <inheritdoc cref="Must"/>
    public Route[][] Nice { get; }

    public PostingList[] Grams { get; }

    /// <summary>By the number of common grams.</summary>
    public int[] TextPoints { get; }

    /// <summary>What nobody in the block can exceed without skills and text; −1 where nobody in it may take the work.</summary>
    public int RestAtMost(BlockSummary block)
    {
        var offered = Need.Terms.Employment;
        if (offered != EmploymentKind.Unspecified && (block.Kinds & ((1 << (int)offered) | 1)) == 0)
        {
            return -1;
        }

        return Fits.Education(Need, (EducationLevel)block.Education) + PlaceAtMost(block) + SalaryAtMost(block) + Need.UniversityMaximum
            + (block.HasAwards ? Need.AwardMaximum : 0);
    }

    /// <summary>What nobody in the block can exceed in must-skills.</summary>
    public int MustAtMost(int block)
    {
        var bound = 0;
        foreach (var routes in Must)
        {
            bound += AtMost(routes, block);
        }

        return bound;
    }

    /// <summary>What nobody in the block can exceed in nice skills.</summary>
    public int NiceAtMost(int block)
    {
        var bound = 0;
        foreach (var routes in Nice)
        {
            bound += AtMost(routes, block);
        }

        return bound;
    }

    /// <summary>What nobody in the block can exceed in text.</summary>
    public int TextAtMost(int block)
    {
        var common = 0;
        foreach (var gram in Grams)
        {
            common += gram.Of(block).IsEmpty ? 0 : 1;
        }

        return TextPoints[common];
    }

    /// <summary>Everything but skills and text, exactly.</summary>
    public int Rest(int slot)
    {
        var columns = _index.Columns;
        return Fits.Education(Need, (EducationLevel)columns.Education[slot]) + PlacePoints(columns.Places[slot]) + Fits.Salary(Need, columns.Salaries[slot])
            + (Need.UniversityMaximum == 0 ? 0 : Fits.University(Need, columns.Colleges[columns.College[slot]])) + AwardPoints(columns.Awards[slot]);
    }

    private static int AtMost(Route[] routes, int block)
    {
        var best = 0;
        foreach (var route in routes)
        {
            if (route.AtMost > best && !route.List.Of(block).IsEmpty)
            {
                best = route.AtMost;
            }
        }

        return best;
    }

    private Route[] RoutesOf(SkillAsk ask) =>
    [
        .. ask.Routes
            .Select(route => (List: _index.WithSkill(route.Key), Points: Enumerable.Range(0, 8).Select(level => ask.PointsOf(route.Value, (short)level)).ToArray()))
            .Where(route => route.List is not null && route.Points.Any(points => points > 0))
            .Select(route => new Route(route.List!, route.Points, route.Points.Max()))
            .OrderByDescending(route => route.AtMost),
    ];

    private int SalaryAtMost(BlockSummary block) => Math.Max(
        block.HasUnstatedSalary ? Fits.Salary(Need, 0) : 0, block.Salary == long.MaxValue ? 0 : Fits.Salary(Need, block.Salary));

    private int PlaceAtMost(BlockSummary block)
    {
        if (Need.PlaceMaximum == 0)
        {
            return 0;
        }

        var best = 0;
        foreach (var list in block.PlaceLists)
        {
            best = Math.Max(best, PlacePoints(list));
            if (best == Need.PlaceMaximum)
            {
                break;
            }
        }

        return best;
    }

    private int PlacePoints(int list)
    {
        ref var points = ref _placePoints[list];
        return points >= 0 ? points : points = Fits.Place(Need, _index.Columns.PlaceLists[list]);
    }

    private int AwardPoints(int list)
    {
        ref var points = ref _awardPoints[list];
        if (points < 0)
        {
            var (count, skills) = _index.Columns.AwardLists[list];
            points = Fits.Award(Need, count, skills);
        }

        return points;
    }

    /// <summary>A skill that counts for an ask.</summary>
    /// <param name="Points">By level.</param>
    /// <param name="AtMost">The most of these.</param>
    internal sealed record Route(PostingList List, int[] Points, int AtMost);
}
