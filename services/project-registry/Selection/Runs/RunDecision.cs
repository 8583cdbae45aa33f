using Google.Protobuf;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Reviews.Normalisation;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;
using Normalisation = Platform.Registry.V1.Normalisation;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>What a run makes of its inputs: a pure function, so that the same inputs give the same output byte for byte.</summary>
/// <param name="Ranking">All applications, in order of rank.</param>
/// <param name="Vetoed">The criterion whose veto an application met.</param>
internal sealed record RunDecision(
    IReadOnlyList<Ranked> Ranking, IReadOnlyDictionary<Guid, string> Vetoed, IReadOnlyList<Candidate> Candidates, SelectionDecision Selection)
{
    /// <summary>Of the rules from sheets to the list. To be raised with every change that may alter an output.</summary>
    public const string AlgorithmVersion = "selection-1";

    public static RunDecision Of(RunInputs inputs)
    {
        var byId = inputs.Candidates.ToDictionary(IdOf);
        var normalised = NormalisedTotals.Of((Normalisation)inputs.Normalisation, ScoresOf(inputs), inputs.TrimBp);
        var ranking = RankOrder.Of(inputs.Candidates.Select(candidate => SumsOf(candidate, inputs.Criteria.Count)), RubricOf(inputs), normalised);
        var vetoes = VetoesOf(inputs);
        var vetoed = byId.ToDictionary(one => one.Key, one => Vetoes.MetBy(vetoes, [.. one.Value.Sheets.Select(PointsOf)]));
        List<Candidate> candidates =
        [
            .. ranking.Where(place => !byId[place.Sums.ApplicationId].Withdrawn && vetoed[place.Sums.ApplicationId].Length == 0)
                .Select(place => ToCandidate(byId[place.Sums.ApplicationId], place)),
        ];
        return new(ranking, vetoed, candidates, SelectionDecision.Of(candidates, inputs.Capacity, QuotasOf(inputs), inputs.Waitlist));
    }

    /// <summary>The stored form; only where the quotas can be met.</summary>
    public RunOutput ToOutput(int capacity)
    {
        var outcomes = Selection.Explained!.ToDictionary(outcome => outcome.Candidate.ApplicationId);
        var selected = Selection.Explained!.Where(outcome => outcome.Outcome == SelectionOutcome.Selected).ToList();
        return new RunOutput
        {
            Places = { Ranking.Select(place => ToPlace(place, outcomes.GetValueOrDefault(place.Sums.ApplicationId))) },
            TotalScore = selected.Sum(outcome => (long)outcome.Candidate.Score),
            EmptySeats = capacity - selected.Count,
        };
    }

    public static IReadOnlyList<ClassQuota> QuotasOf(RunInputs inputs) =>
        [.. inputs.Quotas.Select(quota => new ClassQuota(quota.Kind, quota.Code, quota.Minimum, quota.HasMaximum ? quota.Maximum : null))];

    public static Guid IdOf(RunCandidate candidate) => new(candidate.ApplicationId.Span, bigEndian: true);

    public static Guid IdOf(RunPlace place) => new(place.ApplicationId.Span, bigEndian: true);

    public static ByteString BytesOf(Guid id) => ByteString.CopyFrom(id.ToByteArray(bigEndian: true));

    public static RankingRubric RubricOf(RunInputs inputs)
    {
        var originality = inputs.Criteria.Index().Where(criterion => criterion.Item.CriterionId == "originality").Select(criterion => (int?)criterion.Index).FirstOrDefault();
        return new(
            [.. inputs.Criteria.Select(criterion => criterion.Weight)],
            [.. inputs.Criteria.Select(criterion => criterion.Group == CriterionGroup.CoreTechnology)],
            originality);
    }

    public static DateTimeOffset SubmitTimeOf(RunCandidate candidate) => DateTimeOffset.UnixEpoch.AddTicks(candidate.SubmitTimeUs * TimeSpan.TicksPerMicrosecond);

    /// <summary>Of each sheet the weighted total, in order of the candidates and their sheets.</summary>
    public static List<SheetScore> ScoresOf(RunInputs inputs)
    {
        int[] weights = [.. inputs.Criteria.Select(criterion => criterion.Weight)];
        return
        [
            .. inputs.Candidates.SelectMany(candidate => candidate.Sheets.Select(sheet =>
                new SheetScore(IdOf(candidate), inputs.Reviewers[sheet.Reviewer], SheetSet.TotalOf(PointsOf(sheet), weights)))),
        ];
    }

    private static ReviewSums SumsOf(RunCandidate candidate, int criteria)
    {
        var sums = new long[criteria];
        foreach (var sheet in candidate.Sheets)
        {
            for (var i = 0; i < criteria; i++)
            {
                sums[i] += sheet.Points[i];
            }
        }

        return new(IdOf(candidate), SubmitTimeOf(candidate), sums, candidate.Sheets.Count);
    }

    private static List<VetoCriterion> VetoesOf(RunInputs inputs) =>
    [
        .. inputs.Criteria.Index().Where(criterion => criterion.Item.VetoRule != 0).Select(criterion => new VetoCriterion(
            criterion.Index, criterion.Item.CriterionId, (VetoRule)criterion.Item.VetoRule, criterion.Item.VetoBelow, criterion.Item.VetoReviewers)),
    ];

    private static short[] PointsOf(RunSheet sheet) => [.. sheet.Points.Select(points => (short)points)];

    private static Candidate ToCandidate(RunCandidate candidate, Ranked place) =>
        new(place.Sums.ApplicationId, candidate.Industry, place.Rank, place.Total, candidate.Track, candidate.District);

    private RunPlace ToPlace(Ranked place, CandidateOutcome outcome)
    {
        var vetoedBy = Vetoed[place.Sums.ApplicationId];
        return new()
        {
            ApplicationId = BytesOf(place.Sums.ApplicationId),
            Rank = place.Rank,
            TotalScore = place.Total,
            CriterionScores = { place.CriterionMeans },
            DecidedBy = place.DecidedBy,
            Outcome = vetoedBy.Length > 0 ? SelectionOutcome.NotSelected : outcome.Outcome,
            Reason = (int)outcome.Reason,
            ReasonKind = outcome.Kind,
            VetoedBy = vetoedBy,
        };
    }
}
