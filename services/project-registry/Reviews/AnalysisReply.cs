using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews.Normalisation;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Puts the methods side by side, with the reviewers' leniency in figures and words.</summary>
internal static class AnalysisReply
{
    public static ScoreAnalysis Of(
        BatchRow batch, SheetSet sheets, IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<Guid, (Guid PanelId, bool Open)> panels, Language language)
    {
        var rules = CityRules.Current;
        decimal[] totals = [.. sheets.Totals.Select(sheet => sheet.Total)];
        var fitted = ReviewerEffects.Fit(sheets.Totals);
        var ranked = NormalisedTotals.Methods.Select(method => (
            Method: method,
            Places: RankOrder.Of(sheets.Sums(), RankBatch.RubricOf(batch), NormalisedTotals.Of(method, sheets.Totals, rules.TrimBp))
                .ToDictionary(place => place.Sums.ApplicationId))).ToList();
        var analysed = Applications(sheets, ranked, panels, rules).ToList();
        return new ScoreAnalysis
        {
            BatchId = batch.BatchId.ToString(),
            Normalisation = batch.Normalisation,
            Applications = { analysed },
            Reviewers = { Reviewers(sheets, fitted, names, rules, language) },
            Mean = Text(Exactly.Mean(totals)),
            Deviation = Text(Exactly.Deviation(totals)),
            Components = fitted.ComponentCount,
            Remarks = { Remarks(fitted, analysed.Count(application => application.Disagreement), rules, language) },
        };
    }

    private static IEnumerable<AnalysedApplication> Applications(
        SheetSet sheets,
        IReadOnlyList<(Platform.Registry.V1.Normalisation Method, Dictionary<Guid, Ranked> Places)> ranked,
        IReadOnlyDictionary<Guid, (Guid PanelId, bool Open)> panels,
        CityRules rules)
    {
        var totals = sheets.Totals.ToLookup(sheet => sheet.ApplicationId);
        foreach (var application in sheets.Applications.OrderBy(application => ranked[0].Places[application.ApplicationId].Rank))
        {
            var own = totals[application.ApplicationId].ToList();
            var disagreement = Disagreement.Of([.. own.Select(sheet => sheet.Total)]);
            var panel = panels.TryGetValue(application.ApplicationId, out var found) ? found : default;
            yield return new AnalysedApplication
            {
                ApplicationId = application.ApplicationId.ToString(),
                ProjectName = application.ProjectName,
                OrganisationName = application.OrganisationName,
                ReviewCount = own.Count,
                Results =
                {
                    ranked.Select(method => new MethodResult
                    {
                        Method = method.Method,
                        Score = Points.Exact(method.Places[application.ApplicationId].Total),
                        Rank = method.Places[application.ApplicationId].Rank,
                    }),
                },
                Range = Text(disagreement.Range),
                Deviation = Text(disagreement.Deviation),
                Disagreement = disagreement.AsksForPanel(rules.DisagreementRangePoints, rules.DisagreementDeviationPoints),
                PanelId = panel.PanelId == Guid.Empty ? "" : panel.PanelId.ToString(),
                PanelOpen = panel.Open,
                Sheets = { own.Select(sheet => new SheetTotal { ReviewerId = sheet.ReviewerId, Total = Text(sheet.Total) }) },
            };
        }
    }

    private static IEnumerable<AnalysedReviewer> Reviewers(
        SheetSet sheets, FittedEffects fitted, IReadOnlyDictionary<string, string> names, CityRules rules, Language language) => sheets.Totals
        .GroupBy(sheet => sheet.ReviewerId, StringComparer.Ordinal)
        .OrderByDescending(group => fitted.Effects[group.Key])
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            decimal[] totals = [.. group.Select(sheet => sheet.Total)];
            var effect = fitted.Effects[group.Key];
            return new AnalysedReviewer
            {
                ReviewerId = group.Key,
                ReviewerName = names.GetValueOrDefault(group.Key, ""),
                ReviewCount = totals.Length,
                Mean = Text(Exactly.Mean(totals)),
                Deviation = Text(Exactly.Deviation(totals)),
                Effect = Text(effect),
                Component = fitted.Components[group.Key],
                Remark = Remark(effect, rules.LeniencyRemarkPoints, language),
            };
        });

    private static string Remark(decimal effect, int threshold, Language language)
    {
        var points = Math.Abs(decimal.Round(effect, 1, MidpointRounding.AwayFromZero));
        return effect >= threshold
            ? language.Pick($"偏宽松：比其他专家平均高 {points} 分", $"lenient: {points} points above the other reviewers")
            : effect <= -threshold
                ? language.Pick($"偏严格：比其他专家平均低 {points} 分", $"harsh: {points} points below the other reviewers")
                : language.Pick("与其他专家基本一致", "in line with the other reviewers");
    }

    private static IEnumerable<string> Remarks(FittedEffects fitted, int disagreements, CityRules rules, Language language)
    {
        if (fitted.ComponentCount > 1)
        {
            yield return language.Pick(
                $"专家与申报分成 {fitted.ComponentCount} 个互不相连的组，组间的宽严无法比较；模型假定各组专家的平均宽严相同。",
                $"Reviewers and applications fall into {fitted.ComponentCount} groups that no sheet connects; leniency cannot be compared between them, and the model takes the groups to be alike on average.");
        }

        if (disagreements > 0)
        {
            yield return language.Pick(
                $"{disagreements} 项申报的专家分歧较大（极差达到 {rules.DisagreementRangePoints} 分或标准差达到 {rules.DisagreementDeviationPoints} 分），建议会商。",
                $"The reviewers of {disagreements} applications disagree (range of {rules.DisagreementRangePoints} points or a standard deviation of {rules.DisagreementDeviationPoints}): a panel should discuss them.");
        }
    }

    private static string Text(decimal points) => decimal.Round(points, 4, MidpointRounding.AwayFromZero).ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture);
}
