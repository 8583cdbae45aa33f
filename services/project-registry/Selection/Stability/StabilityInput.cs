using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Stability;

/// <summary>What is resampled: each application's score sheets, flat, in order of the official rank.</summary>
/// <param name="Applications">In order of rank; also those that take no seat, as they keep their rank.</param>
/// <param name="TakesPart">Whether an application may take a seat.</param>
/// <param name="TieOrder">0 for the application that wins a full tie against all others, by submission and id.</param>
/// <param name="Starts">Where the sheets of each application begin; one more at the end.</param>
/// <param name="Totals">Weighted total of each sheet, in hundredths of a point or another unit, the same for all.</param>
/// <param name="CoreTechnology">First tie-break of each sheet.</param>
/// <param name="Originality">Second tie-break of each sheet.</param>
/// <param name="UnitsPerPoint">Units of <paramref name="Totals"/> in a point.</param>
public sealed record StabilityInput(
    IReadOnlyList<Candidate> Applications,
    bool[] TakesPart,
    int[] TieOrder,
    int[] Starts,
    long[] Totals,
    long[] CoreTechnology,
    long[] Originality,
    int UnitsPerPoint,
    int Capacity,
    IReadOnlyList<ClassQuota> Quotas)
{
    internal static StabilityInput Of(RunInputs inputs, RunDecision decision)
    {
        var byId = inputs.Candidates.ToDictionary(RunDecision.IdOf);
        var ranked = decision.Ranking.Select(place => byId[place.Sums.ApplicationId]).ToList();
        var rubric = RunDecision.RubricOf(inputs);
        var sheets = ranked.SelectMany(candidate => candidate.Sheets).ToList();
        var starts = new int[ranked.Count + 1];
        for (var i = 0; i < ranked.Count; i++)
        {
            starts[i + 1] = starts[i] + ranked[i].Sheets.Count;
        }

        var tieOrder = new int[ranked.Count];
        foreach (var (order, application) in Enumerable.Range(0, ranked.Count).OrderBy(i => ranked[i].SubmitTimeUs).ThenBy(i => RunDecision.IdOf(ranked[i])).Index())
        {
            tieOrder[application] = order;
        }

        return new(
            [.. ranked.Select((candidate, i) => new Candidate(RunDecision.IdOf(candidate), candidate.Industry, i + 1, decision.Ranking[i].Total, candidate.Track, candidate.District))],
            [.. ranked.Select(candidate => !candidate.Withdrawn && decision.Vetoed[RunDecision.IdOf(candidate)].Length == 0)],
            tieOrder,
            starts,
            [.. sheets.Select(sheet => sheet.Points.Select((points, i) => (long)points * rubric.Weights[i]).Sum())],
            [.. sheets.Select(sheet => sheet.Points.Select((points, i) => rubric.InCoreTechnology[i] ? (long)points * rubric.Weights[i] : 0).Sum())],
            [.. sheets.Select(sheet => rubric.Originality is { } position ? (long)sheet.Points[position] : 0)],
            100,
            inputs.Capacity,
            RunDecision.QuotasOf(inputs));
    }
}
