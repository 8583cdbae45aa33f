using FsCheck;
using FsCheck.Fluent;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;
using QuotaClass = Platform.ProjectRegistry.Selection.QuotaClass;

namespace Platform.ProjectRegistry.Tests.Selection;

/// <summary>A small batch: few enough candidates to try every selection, scores close enough to tie often.</summary>
public record Case(Candidate[] Ranked, int Capacity, ClassQuota[] Quotas)
{
    public sealed override string ToString() =>
        $"{Capacity} seats; {string.Join(", ", Quotas.Select(quota => $"{quota.Class.Code}={quota.Range}"))}; "
        + string.Join(", ", Ranked.Select(candidate => $"{candidate.Rank}{candidate.Industry}{candidate.Track}{candidate.District}:{candidate.Score}"));
}

/// <summary>With quotas of several kinds, whose classes may cross.</summary>
public sealed record CrossingCase(Candidate[] Ranked, int Capacity, ClassQuota[] Quotas) : Case(Ranked, Capacity, Quotas);

public static class Cases
{
    private static readonly QuotaClass[] Industries = [new(QuotaKind.Industry, "a"), new(QuotaKind.Industry, "b"), new(QuotaKind.Industry, "c")];

    private static readonly QuotaClass[] Crossing =
    [
        new(QuotaKind.Industry, "a"), new(QuotaKind.Industry, "b"), new(QuotaKind.Track, "x"), new(QuotaKind.Track, "y"), new(QuotaKind.District, "p"),
    ];

    public static Arbitrary<Case> Any() => Arb.From(
        from entries in Gen.ArrayOf(Entry("abc", " ", " ")).Resize(9)
        from capacity in Gen.Choose(1, 6)
        from quotas in Gen.CollectToArray(Industries, Quota)
        select new Case(Rank(entries), capacity, [.. quotas.OfType<ClassQuota>()]));

    /// <summary>Sometimes of so few classes that none cross, so that both ways of selecting are compared.</summary>
    public static Arbitrary<CrossingCase> AnyCrossing() => Arb.From(
        from few in Gen.Choose(0, 2)
        from entries in Gen.ArrayOf(Entry("abc", few == 0 ? "x" : "xyz", few == 2 ? "q" : "pq")).Resize(9)
        from capacity in Gen.Choose(1, 6)
        from quotas in Gen.CollectToArray(Crossing, Quota)
        select new CrossingCase(Rank(entries), capacity, [.. quotas.OfType<ClassQuota>()]));

    private static Gen<Candidate> Entry(string industries, string tracks, string districts) =>
        from industry in Gen.Elements(industries.ToCharArray())
        from track in Gen.Elements(tracks.ToCharArray())
        from district in Gen.Elements(districts.ToCharArray())
        from score in Gen.Choose(0, 5)
        select new Candidate(Guid.Empty, industry.ToString(), 0, score, track.ToString().Trim(), district.ToString().Trim());

    private static Gen<ClassQuota?> Quota(QuotaClass one) =>
        from asked in Gen.Choose(0, 3)
        from minimum in Gen.Choose(0, 4)
        from maximum in Gen.Choose(0, 4)
        select asked == 0 ? null : new ClassQuota(one, asked == 2 ? 0 : minimum, asked == 1 ? null : maximum);

    private static Candidate[] Rank(IEnumerable<Candidate> entries) =>
        [.. entries.OrderByDescending(entry => entry.Score).Select((entry, i) => entry with { Rank = i + 1 })];
}
