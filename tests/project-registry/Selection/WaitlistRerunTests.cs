using FsCheck.Xunit;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection;

public sealed class WaitlistRerunTests
{
    private static readonly Candidate[] Ranked =
    [
        new(Guid.CreateVersion7(), "a", 1, 900), new(Guid.CreateVersion7(), "b", 2, 800), new(Guid.CreateVersion7(), "a", 3, 700), new(Guid.CreateVersion7(), "b", 4, 600),
        new(Guid.CreateVersion7(), "a", 5, 500),
    ];

    [Fact]
    public void The_next_by_rank_moves_up_where_no_quota_says_otherwise() =>
        Assert.Equal([3], Ranks(WaitlistRerun.MovingUp([Ranked[1]], [.. Ranked[2..]], 2, [])));

    [Fact]
    public void The_minimum_of_the_class_that_lost_its_project_is_kept() =>
        Assert.Equal([4], Ranks(WaitlistRerun.MovingUp([Ranked[0]], [.. Ranked[2..]], 2, [new ClassQuota(QuotaKind.Industry, "b", 1, null)])));

    [Fact]
    public void A_maximum_counts_those_that_are_on_the_list_still() =>
        Assert.Equal([4], Ranks(WaitlistRerun.MovingUp([Ranked[0]], [.. Ranked[2..]], 2, [new ClassQuota(QuotaKind.Industry, "a", 0, 1)])));

    [Fact]
    public void A_minimum_that_nobody_left_can_fill_leaves_its_seat_to_another_class() =>
        Assert.Equal([3], Ranks(WaitlistRerun.MovingUp([Ranked[0]], [Ranked[2], Ranked[4]], 2, [new ClassQuota(QuotaKind.Industry, "b", 1, null)])));

    [Fact]
    public void Without_a_free_seat_or_without_candidates_nobody_moves()
    {
        Assert.Empty(WaitlistRerun.MovingUp([Ranked[0], Ranked[1]], [.. Ranked[2..]], 2, []));
        Assert.Empty(WaitlistRerun.MovingUp([Ranked[0]], [], 2, [new ClassQuota(QuotaKind.Industry, "b", 1, null)]));
    }

    /// <summary>Takes one project off the best list; what moves up is the best of everything that can be tried.</summary>
    [Property(Arbitrary = [typeof(Cases)], MaxTest = 400)]
    public void What_moves_up_is_optimal_with_the_others_fixed(Case batch, int removed)
    {
        if (Selector.Best(batch.Ranked, batch.Capacity, batch.Quotas) is not { Count: > 0 } list)
        {
            return;
        }

        var gone = list[(int)((uint)removed % (uint)list.Count)];
        List<Candidate> onList = [.. list.Where(candidate => candidate != gone)];
        List<Candidate> remaining = [.. batch.Ranked.Where(candidate => !list.Contains(candidate))];
        var up = WaitlistRerun.MovingUp(onList, remaining, batch.Capacity, batch.Quotas);

        Assert.All(up, candidate => Assert.Contains(candidate, remaining));
        Assert.True(onList.Count + up.Count <= batch.Capacity);
        Assert.All(batch.Quotas, quota => Assert.True(onList.Concat(up).Count(candidate => candidate.Is(quota.Class)) <= (quota.Maximum ?? int.MaxValue)));
        var best = Sets(remaining).Where(set => Meets(batch, [.. onList, .. set])).Select(set => (long?)set.Sum(candidate => (long)candidate.Score)).Max();
        if (best is { } greatest)
        {
            Assert.True(Meets(batch, [.. onList, .. up]));
            Assert.Equal(greatest, up.Sum(candidate => (long)candidate.Score));
        }
    }

    private static IEnumerable<Candidate[]> Sets(List<Candidate> of) =>
        Enumerable.Range(0, 1 << of.Count).Select(set => of.Where((_, i) => (set & (1 << i)) != 0).ToArray());

    private static bool Meets(Case batch, Candidate[] chosen) => chosen.Length <= batch.Capacity && batch.Quotas.All(quota =>
    {
        var count = chosen.Count(candidate => candidate.Is(quota.Class));
        return count >= quota.Minimum && count <= (quota.Maximum ?? int.MaxValue);
    });

    private static IEnumerable<int> Ranks(IEnumerable<Candidate> candidates) => candidates.Select(candidate => candidate.Rank);
}
