using Platform.ProjectRegistry.Reviews.Normalisation;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;
using Normalisation = Platform.Registry.V1.Normalisation;

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
/// <param name="TrimBp">Share of an application's drawn sheets that is left out at either end, in hundredths of a percent.</param>
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
    IReadOnlyList<ClassQuota> Quotas,
    int TrimBp = 0)
{
    /// <summary>Units of a normalised total in a point.</summary>
    private const int NormalisedUnits = 10_000;

    /// <summary>How many of the drawn sheets of an application are left out at either end.</summary>
    public int CutOf(int application)
    {
        var count = Starts[application + 1] - Starts[application];
        return count == 0 ? 0 : Math.Min(count * TrimBp / 10_000, (count - 1) / 2);
    }

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
            TotalsOf(inputs, [.. ranked.Select(RunDecision.IdOf)]),
            [.. sheets.Select(sheet => sheet.Points.Select((points, i) => rubric.InCoreTechnology[i] ? (long)points * rubric.Weights[i] : 0).Sum())],
            [.. sheets.Select(sheet => rubric.Originality is { } position ? (long)sheet.Points[position] : 0)],
            IsAdjusted(inputs) ? NormalisedUnits : 100,
            inputs.Capacity,
            RunDecision.QuotasOf(inputs),
            inputs.Normalisation == (int)Normalisation.TrimmedMean ? inputs.TrimBp : 0);
    }

    private static bool IsAdjusted(RunInputs inputs) => (Normalisation)inputs.Normalisation is Normalisation.ZScore or Normalisation.ReviewerEffects;

    /// <summary>Of each sheet, in order of rank; by the batch's method brought to a common scale, which is fitted once and held.</summary>
    private static long[] TotalsOf(RunInputs inputs, IReadOnlyList<Guid> ranked)
    {
        var sheets = RunDecision.ScoresOf(inputs);
        var unit = IsAdjusted(inputs) ? NormalisedUnits : 100;
        var totals = (Normalisation)inputs.Normalisation switch
        {
            Normalisation.ZScore => ZScores.Adjusted(sheets),
            Normalisation.ReviewerEffects => Adjusted(sheets),
            _ => sheets.ConvertAll(sheet => sheet.Total),
        };
        var ofApplications = sheets.Zip(totals).ToLookup(sheet => sheet.First.ApplicationId, sheet => (long)Math.Round(sheet.Second * unit));
        return [.. ranked.SelectMany(id => ofApplications[id])];
    }

    private static List<decimal> Adjusted(List<SheetScore> sheets)
    {
        var effects = ReviewerEffects.Fit(sheets).Effects;
        return sheets.ConvertAll(sheet => sheet.Total - effects[sheet.ReviewerId]);
    }
}
