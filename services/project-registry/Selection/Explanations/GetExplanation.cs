using System.Globalization;
using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Explanations;

/// <summary>Why an application is or is not on the list of the official run that stands, from that run's stored inputs and output.</summary>
internal static class GetExplanation
{
    public static async Task<Explanation> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, GetExplanationRequest request)
    {
        var (id, language) = (Guid.Parse(request.ApplicationId), Languages.Of(call));
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var place = await connection.QuerySingleOrDefaultAsync<PlaceRow>(new CommandDefinition(
            "select batch_id from ranking where application_id = @id", new { id }, cancellationToken: call.CancellationToken))
            ?? throw SelectionErrors.NotInRun.ToException();
        var batch = await BatchRow.ReadAsync(connection, place.BatchId, call.CancellationToken);
        var run = await SelectionRunRow.ReadOfficialAsync(connection, place.BatchId, call.CancellationToken);
        var listing = Listing.Of(run.ToInputs(), run.ToOutput());
        var explanation = Explain(listing, batch, id, catalogue, language);
        var ids = new[] { id, explanation.Rival?.ApplicationId ?? id, explanation.Against?.ApplicationId ?? id };
        var names = await ReadRuns.NamesAsync(connection, ids, call.CancellationToken);
        var message = ToMessage(explanation, listing, batch, names, catalogue, language);
        if (await StabilityAsync(connection, run.RunId, id, language, call.CancellationToken) is { } stability)
        {
            message.Details.Add(stability);
        }

        return message;
    }

    private static Explained Explain(Listing listing, BatchRow batch, Guid id, Catalogue catalogue, Language language)
    {
        var place = listing.Places[id];
        var summary = PlaceSentences.Of(place, listing.Inputs, batch, catalogue, language);
        var own = listing.Candidates.FirstOrDefault(candidate => candidate.ApplicationId == id);
        if (own.Rank == 0)
        {
            return new(place, summary.Length > 0 ? summary : language.Pick("已撤回，不参加遴选。", "It was withdrawn and takes no part."), null, null, null, null);
        }

        var takes = Explainer.Of(listing.Candidates, listing.Inputs.Capacity, listing.Quotas, id);
        Candidate? against = takes.Rival ?? (!takes.IsSelected && listing.Selected.Count > 0 ? listing.Selected[^1] : null);
        return new(place, summary, own, takes, takes.Rival, against);
    }

    private static Explanation ToMessage(Explained explained, Listing listing, BatchRow batch, Dictionary<Guid, NameRow> names, Catalogue catalogue, Language language)
    {
        var id = RunDecision.IdOf(explained.Place);
        var message = new Explanation
        {
            ApplicationId = id.ToString(),
            ProjectName = names[id].ProjectName,
            Rank = explained.Place.Rank,
            TotalScore = Points.Exact(explained.Place.TotalScore),
            Outcome = explained.Place.Outcome,
            Summary = explained.Summary,
            Details = { ExplanationSentences.Standing(explained.Place, listing.Places.Count, language) },
        };
        if (explained is not { Own: { } own, Takes: { } takes })
        {
            return message;
        }

        var rivalName = explained.Rival is { } rival ? names[rival.ApplicationId].ProjectName : null;
        message.Details.Add(ExplanationSentences.Threshold(takes, own, rivalName, language));
        message.Details.AddRange(ExplanationSentences.Classes(own, listing.Selected, listing.Quotas, catalogue, language));
        message.ThresholdScore = takes.Threshold is { } threshold ? Points.Exact(threshold) : "";
        message.Margin = takes.Threshold is { } distance ? Points.Exact(Math.Abs(own.Score - distance)) : "";
        if (explained.Rival is { } named)
        {
            message.RivalApplicationId = named.ApplicationId.ToString();
            message.RivalProjectName = rivalName;
            message.RivalRank = named.Rank;
            message.RivalScore = Points.Exact(named.Score);
        }

        if (explained.Against is { } against)
        {
            message.Gaps.AddRange(Gaps(explained.Place, listing.Places[against.ApplicationId], listing.Inputs, batch, language));
            if (message.Gaps is [var first, ..] && first.Effect.StartsWith('-'))
            {
                message.Details.Add(ExplanationSentences.Costliest(first, names[against.ApplicationId].ProjectName, language));
            }
        }

        return message;
    }

    /// <summary>The costliest first.</summary>
    private static IEnumerable<CriterionGap> Gaps(RunPlace own, RunPlace other, RunInputs inputs, BatchRow batch, Language language) =>
        inputs.Criteria.Index()
            .Select(criterion => (criterion.Item, Own: own.CriterionScores[criterion.Index], Other: other.CriterionScores[criterion.Index]))
            .OrderBy(gap => (gap.Own - gap.Other) * gap.Item.Weight)
            .Select(gap => new CriterionGap
            {
                CriterionId = gap.Item.CriterionId,
                Name = batch.Criteria.FirstOrDefault(criterion => criterion.CriterionId == gap.Item.CriterionId) is { } named ? language.Pick(named.NameZh, named.NameEn) : gap.Item.CriterionId,
                OwnScore = Points.Short(gap.Own),
                OtherScore = Points.Short(gap.Other),
                Effect = ((gap.Own - gap.Other) * gap.Item.Weight / 1_000_000m).ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture),
            });

    private static async Task<string?> StabilityAsync(NpgsqlConnection connection, Guid runId, Guid id, Language language, CancellationToken cancellation)
    {
        const string sql = """
            select s.resamples, p.selected, p.rank_low, p.rank_high, p.at_boundary
            from stability s join stability_place p using (batch_id)
            where s.run_id = @runId and p.application_id = @id
            """;
        return await connection.QuerySingleOrDefaultAsync<StabilityRow>(new CommandDefinition(sql, new { runId, id }, cancellationToken: cancellation)) is { } row
            ? ExplanationSentences.Stability(
                row.Resamples, (row.Selected * 100m / row.Resamples).ToString("0.##", CultureInfo.InvariantCulture), row.RankLow, row.RankHigh, row.AtBoundary, language)
            : null;
    }

    private sealed record Explained(RunPlace Place, string Summary, Candidate? Own, WhatItTakes? Takes, Candidate? Rival, Candidate? Against);

    private sealed record PlaceRow(Guid BatchId);

    private sealed record StabilityRow(int Resamples, int Selected, int RankLow, int RankHigh, bool AtBoundary);
}

/// <summary>A stored run as the explanations read it.</summary>
internal sealed record Listing(RunInputs Inputs, Dictionary<Guid, RunPlace> Places, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Candidate> Selected, IReadOnlyList<ClassQuota> Quotas)
{
    public static Listing Of(RunInputs inputs, RunOutput output)
    {
        var byId = inputs.Candidates.ToDictionary(RunDecision.IdOf);
        var places = output.Places.ToDictionary(RunDecision.IdOf);
        List<Candidate> candidates =
        [
            .. output.Places.Where(place => place.VetoedBy.Length == 0 && !byId[RunDecision.IdOf(place)].Withdrawn).Select(place =>
            {
                var candidate = byId[RunDecision.IdOf(place)];
                return new Candidate(RunDecision.IdOf(place), candidate.Industry, place.Rank, place.TotalScore, candidate.Track, candidate.District);
            }),
        ];
        return new(inputs, places, candidates, candidates.FindAll(candidate => places[candidate.ApplicationId].Outcome == SelectionOutcome.Selected), RunDecision.QuotasOf(inputs));
    }
}
