using FsCheck;
using FsCheck.Fluent;
using Platform.ProjectRegistry.Selection;

namespace Platform.ProjectRegistry.Tests.Selection;

/// <summary>A small batch: few enough candidates to try every selection, scores close enough to tie often.</summary>
public sealed record Case(Candidate[] Ranked, int Capacity, IndustryQuota[] Quotas)
{
    public override string ToString() =>
        $"{Capacity} seats; {string.Join(", ", Quotas.Select(quota => $"{quota.Industry}={quota}"))}; {string.Join(", ", Ranked.Select(candidate => $"{candidate.Rank}{candidate.Industry}:{candidate.Score}"))}";
}

public static class Cases
{
    private static readonly string[] Industries = ["a", "b", "c"];

    public static Arbitrary<Case> Any() => Arb.From(
        from entries in Gen.ArrayOf(Entry()).Resize(9)
        from capacity in Gen.Choose(1, 6)
        from quotas in Gen.CollectToArray(Industries, Quota)
        select new Case(Rank(entries), capacity, [.. quotas.OfType<IndustryQuota>()]));

    private static Gen<(string Industry, int Score)> Entry() =>
        from industry in Gen.Elements(Industries)
        from score in Gen.Choose(0, 5)
        select (industry, score);

    private static Gen<IndustryQuota?> Quota(string industry) =>
        from asked in Gen.Choose(0, 3)
        from minimum in Gen.Choose(0, 4)
        from maximum in Gen.Choose(0, 4)
        select asked == 0 ? null : new IndustryQuota(industry, minimum, asked == 1 ? null : maximum);

    private static Candidate[] Rank(IEnumerable<(string Industry, int Score)> entries) =>
        [.. entries.OrderByDescending(entry => entry.Score).Select((entry, i) => new Candidate(Guid.Empty, entry.Industry, i + 1, entry.Score))];
}
