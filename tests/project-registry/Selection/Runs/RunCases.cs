using FsCheck;
using FsCheck.Fluent;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Tests.Selection.Runs;

/// <summary>Inputs of runs with a few sheets each, close enough to tie, quotas of all kinds and vetoes.</summary>
public static class RunCases
{
    private static readonly string[] Reviewers = ["r1", "r2", "r3", "r4"];

    public static Arbitrary<RunInputs> Any() => Arb.From(
        from candidates in Gen.ArrayOf(Candidate()).Resize(12)
        from capacity in Gen.Choose(1, 6)
        from quotas in Gen.Choose(0, 2).SelectMany(count => Gen.ArrayOf(Quota(), count))
        from veto in Gen.Choose(0, 3)
        from normalisation in Gen.Choose(1, 4)
        select Inputs(candidates, capacity, quotas, veto, normalisation));

    private static RunInputs Inputs(RunCandidate[] candidates, int capacity, Quota[] quotas, int veto, int normalisation)
    {
        foreach (var (i, candidate) in candidates.Index())
        {
            candidate.ApplicationId = RunDecision.BytesOf(new Guid(i + 1, 7, 7, new byte[8]));
        }

        return new()
        {
            Format = 1,
            AlgorithmVersion = RunDecision.AlgorithmVersion,
            BatchId = Guid.Empty.ToString(),
            Capacity = capacity,
            Waitlist = 1,
            Quotas = { quotas.DistinctBy(quota => (quota.Kind, quota.Code)) },
            Criteria =
            {
                new RunCriterion { CriterionId = "originality", Group = CriterionGroup.BasicResearch, Weight = 30 },
                new RunCriterion { CriterionId = "merit", Group = CriterionGroup.CoreTechnology, Weight = 70, VetoRule = veto == 1 ? 1 : 0, VetoBelow = veto == 1 ? 50 : 0 },
            },
            Reviewers = { Reviewers },
            Candidates = { candidates },
            Normalisation = normalisation,
            TrimBp = 2500,
        };
    }

    private static Gen<RunCandidate> Candidate() =>
        from industry in Gen.Elements("a", "b")
        from track in Gen.Elements("x", "y")
        from district in Gen.Elements("", "p", "q")
        from minute in Gen.Choose(0, 2)
        from withdrawn in Gen.Choose(0, 9)
        from points in Gen.ArrayOf(Gen.Choose(4, 9), 8)
        from sheets in Gen.Choose(1, 4)
        select new RunCandidate
        {
            Industry = industry,
            Track = track,
            District = district,
            SubmitTimeUs = minute * 60_000_000L,
            Withdrawn = withdrawn == 0,
            Sheets = { Enumerable.Range(0, sheets).Select(i => new RunSheet { Reviewer = i, Points = { points[2 * i] * 10, points[(2 * i) + 1] * 10 } }) },
        };

    private static Gen<Quota> Quota() =>
        from one in Gen.Elements((QuotaKind.Industry, "a"), (QuotaKind.Track, "x"), (QuotaKind.District, "p"))
        from minimum in Gen.Choose(0, 2)
        from maximum in Gen.Choose(1, 4)
        select new Quota { Kind = one.Item1, Code = one.Item2, Minimum = minimum, Maximum = Math.Max(minimum, maximum) };
}
