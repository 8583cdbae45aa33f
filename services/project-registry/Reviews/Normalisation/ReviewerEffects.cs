namespace Platform.ProjectRegistry.Reviews.Normalisation;

/// <summary>What the fit found.</summary>
/// <param name="Effects">By reviewer, in points: above 0 lenient, below 0 harsh; they add to 0 within a component.</param>
/// <param name="Components">By reviewer, from 0: which reviewers can be compared at all.</param>
/// <param name="Projects">By application, in points: its score as an average reviewer of its component would have given it.</param>
public sealed record FittedEffects(
    IReadOnlyDictionary<string, decimal> Effects, IReadOnlyDictionary<string, int> Components, IReadOnlyDictionary<Guid, decimal> Projects, int ComponentCount);

/// <summary>
/// The additive model score = project + reviewer + error, fitted by least squares with reviewer effects that add to 0.
/// </summary>
/// <remarks>
/// <para>Source: the fixed-effects two-way classification without interaction for unbalanced data, as applied to review scores by Kuhlisch, Roos,
/// Rothe, Rudolph, Scheuermann and Stoyan, A statistical approach to calibrating the scores of biased reviewers of scientific papers, Metrika 79
/// (2016) 37–57; Roos, Rothe and Scheuermann, AAAI 2011.</para>
/// <para>Projects are eliminated, p = mean of (y − r), which leaves for the reviewers the normal equations of a weighted Laplacian: for each
/// application with n sheets, 1 − 1/n on the diagonal and −1/n beside it. Its null space has one dimension for each connected component
/// of the graph of reviewers and applications; there the last equation is replaced by "effects add to 0". Effects of different
/// components cannot be compared: each component is taken to have reviewers who are on average alike.</para>
/// </remarks>
public static class ReviewerEffects
{
    public static FittedEffects Fit(IReadOnlyList<SheetScore> sheets)
    {
        string[] reviewers = [.. sheets.Select(sheet => sheet.ReviewerId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = reviewers.Index().ToDictionary(reviewer => reviewer.Item, reviewer => reviewer.Index, StringComparer.Ordinal);
        (Guid Id, (int Reviewer, decimal Total)[] Sheets)[] projects =
        [
            .. sheets.GroupBy(sheet => sheet.ApplicationId).OrderBy(group => group.Key).Select(group => (
                group.Key,
                group.Select(sheet => (numbers[sheet.ReviewerId], sheet.Total)).OrderBy(sheet => sheet.Item1).ToArray())),
        ];
        var components = ComponentsOf(reviewers.Length, projects.Select(project => project.Sheets));
        var effects = Solve(components, projects.Select(project => project.Sheets));
        return new FittedEffects(
            reviewers.Index().ToDictionary(reviewer => reviewer.Item, reviewer => effects[reviewer.Index], StringComparer.Ordinal),
            reviewers.Index().ToDictionary(reviewer => reviewer.Item, reviewer => components[reviewer.Index], StringComparer.Ordinal),
            projects.ToDictionary(project => project.Id, project => Exactly.Round(Exactly.Mean([.. project.Sheets.Select(sheet => sheet.Total - effects[sheet.Reviewer])]))),
            components.Length == 0 ? 0 : components.Max() + 1);
    }

    /// <summary>The component of each reviewer, numbered by its first reviewer.</summary>
    private static int[] ComponentsOf(int reviewers, IEnumerable<(int Reviewer, decimal Total)[]> projects)
    {
        int[] parents = [.. Enumerable.Range(0, reviewers)];
        foreach (var sheets in projects)
        {
            foreach (var (reviewer, _) in sheets)
            {
                var (left, right) = (Root(sheets[0].Reviewer), Root(reviewer));
                parents[Math.Max(left, right)] = Math.Min(left, right);
            }
        }

        var names = new Dictionary<int, int>();
        var components = new int[reviewers];
        for (var i = 0; i < reviewers; i++)
        {
            var root = Root(i);
            names.TryAdd(root, names.Count);
            components[i] = names[root];
        }

        return components;

        int Root(int node)
        {
            while (parents[node] != node)
            {
                node = parents[node] = parents[parents[node]];
            }

            return node;
        }
    }

    private static decimal[] Solve(int[] components, IEnumerable<(int Reviewer, decimal Total)[]> projects)
    {
        var n = components.Length;
        var rows = new decimal[n][];
        for (var i = 0; i < n; i++)
        {
            rows[i] = new decimal[n + 1];
        }

        foreach (var sheets in projects)
        {
            var share = 1m / sheets.Length;
            var mean = sheets.Sum(sheet => sheet.Total) / sheets.Length;
            foreach (var (reviewer, total) in sheets)
            {
                rows[reviewer][reviewer] += 1;
                rows[reviewer][n] += total - mean;
                foreach (var (other, _) in sheets)
                {
                    rows[reviewer][other] -= share;
                }
            }
        }

        foreach (var component in components.Index().GroupBy(reviewer => reviewer.Item, reviewer => reviewer.Index))
        {
            int[] members = [.. component];
            Array.Clear(rows[members[^1]]);
            foreach (var member in members)
            {
                rows[members[^1]][member] = 1;
            }
        }

        return Eliminate(rows);
    }

    /// <summary>Gauss with the largest pivot of each column; zeros are passed over, as most reviewers share no application.</summary>
    private static decimal[] Eliminate(decimal[][] rows)
    {
        var n = rows.Length;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(rows[row][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            for (var row = column + 1; row < n; row++)
            {
                if (rows[row][column] == 0)
                {
                    continue;
                }

                var factor = rows[row][column] / rows[column][column];
                for (var i = column; i <= n; i++)
                {
                    rows[row][i] -= factor * rows[column][i];
                }
            }
        }

        var solution = new decimal[n];
        for (var row = n - 1; row >= 0; row--)
        {
            var rest = rows[row][n];
            for (var i = row + 1; i < n; i++)
            {
                rest -= rows[row][i] * solution[i];
            }

            solution[row] = rest / rows[row][row];
        }

        return Array.ConvertAll(solution, Exactly.Round);
    }
}
