using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TalentMatching.Retention;
using Xunit;

namespace Platform.TalentMatching.Tests.Retention;

public sealed class SuppressionProperties
{
    public static Arbitrary<Counts[]> Tables() => (
        from due in Gen.Choose(0, 14)
        from answered in Gen.Choose(0, due)
        from inCity in Gen.Choose(0, answered)
        select new Counts(due, answered, inCity)).ArrayOf().Where(table => table.Length <= 8).ToArbitrary();

    [Property(Arbitrary = [typeof(SuppressionProperties)], MaxTest = 2000)]
    public void No_small_group_is_shown(Counts[] table)
    {
        var finding = Suppression.Of(table);
        Assert.All(table.Where((_, i) => !finding.Groups[i]), group => Assert.False(Suppression.IsSmall(group)));
    }

    /// <summary>
    /// For every figure of every hidden group there is another table, with another value in its place, of which exactly the same is
    /// shown: so nobody can compute it, even with the total and knowing the rule.
    /// </summary>
    [Property(Arbitrary = [typeof(SuppressionProperties)], MaxTest = 2000)]
    public void No_hidden_figure_follows_from_what_is_shown(Counts[] table)
    {
        var finding = Suppression.Of(table);
        if (finding.Total)
        {
            return;
        }

        var hidden = Enumerable.Range(0, table.Length).Where(i => finding.Groups[i]).ToList();
        foreach (var figure in (Func<Counts, long>[])[group => group.Due, group => group.Answered, group => group.InCity])
        {
            Assert.All(hidden, i => Assert.Contains(hidden, j =>
            {
                var other = (Counts[])table.Clone();
                (other[i], other[j]) = (table[j], table[i]);
                return figure(other[i]) != figure(table[i]) && Shown(other) == Shown(table);
            }));
        }
    }

    [Property(Arbitrary = [typeof(SuppressionProperties)], MaxTest = 2000)]
    public void What_the_total_less_the_shown_leaves_is_no_small_group(Counts[] table)
    {
        var finding = Suppression.Of(table);
        var left = table.Where((_, i) => finding.Groups[i]).Aggregate(default(Counts), (one, other) => one + other);
        Assert.True(finding.Total || !Suppression.IsSmall(left));
        Assert.True(finding.Total || !finding.Groups.Any(one => one) || finding.Groups.Count(one => one) >= 2);
    }

    [Property(Arbitrary = [typeof(SuppressionProperties)])]
    public void The_order_of_the_groups_changes_nothing(Counts[] table, int seed)
    {
        var order = Enumerable.Range(0, table.Length).ToArray();
        new Random(seed).Shuffle(order);
        var (finding, shuffled) = (Suppression.Of(table), Suppression.Of([.. order.Select(i => table[i])]));
        Assert.Equal(order.Select(i => finding.Groups[i]), shuffled.Groups);
        Assert.Equal(finding.Total, shuffled.Total);
    }

    [Fact]
    public void Nothing_is_hidden_where_no_group_is_small() =>
        Assert.All(Suppression.Of([new(9, 6, 3), new(5, 0, 0), new(0, 0, 0)]).Groups, Assert.False);

    [Fact]
    public void One_small_group_takes_the_next_smaller_along() =>
        Assert.Equal([true, false, true, false], Suppression.Of([new(3, 3, 1), new(20, 10, 8), new(7, 5, 4), new(0, 0, 0)]).Groups);

    private static string Shown(Counts[] table)
    {
        var finding = Suppression.Of(table);
        var total = finding.Total ? "hidden" : table.Aggregate(default(Counts), (one, other) => one + other).ToString();
        return string.Join('|', table.Select((group, i) => finding.Groups[i] ? "hidden" : group.ToString()).Append(total));
    }
}
