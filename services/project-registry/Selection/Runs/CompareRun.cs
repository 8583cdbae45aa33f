using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>Who would enter and leave the list by a what-if run, against the official run it varies.</summary>
internal static class CompareRun
{
    public static async Task<RunComparison> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, GetSelectionRunRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var whatIf = await SelectionRunRow.ReadAsync(connection, Guid.Parse(request.RunId), call.CancellationToken);
        if (whatIf.BaseRunId is not { } baseRunId)
        {
            throw SelectionErrors.NothingToCompare.ToException();
        }

        var official = await SelectionRunRow.ReadAsync(connection, baseRunId, call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, whatIf.BatchId, call.CancellationToken);
        var pairs = Pairs(official.ToOutput(), whatIf.ToOutput());
        var changed = pairs.Where(pair => IsSelected(pair.Official) != IsSelected(pair.WhatIf)).ToList();
        var names = await ReadRuns.NamesAsync(connection, changed.ConvertAll(pair => RunDecision.IdOf(pair.Official)), call.CancellationToken);
        var inputs = whatIf.ToInputs();
        return new RunComparison
        {
            Official = official.ToMessage(),
            WhatIf = whatIf.ToMessage(),
            Entering = { changed.Where(pair => IsSelected(pair.WhatIf)).OrderBy(pair => pair.WhatIf.Rank).Select(ToMessage) },
            Leaving = { changed.Where(pair => IsSelected(pair.Official)).OrderBy(pair => pair.Official.Rank).Select(ToMessage) },
            Moved = pairs.Count(pair => pair.Official.Rank != pair.WhatIf.Rank),
        };

        RunDifference ToMessage((RunPlace Official, RunPlace WhatIf) pair)
        {
            var id = RunDecision.IdOf(pair.Official);
            return new()
            {
                ApplicationId = id.ToString(),
                ProjectName = names[id].ProjectName,
                OrganisationName = names[id].OrganisationName,
                Industry = inputs.Candidates.First(candidate => candidate.ApplicationId == pair.Official.ApplicationId).Industry,
                OfficialRank = pair.Official.Rank,
                WhatIfRank = pair.WhatIf.Rank,
                OfficialScore = Points.Exact(pair.Official.TotalScore),
                WhatIfScore = Points.Exact(pair.WhatIf.TotalScore),
                OfficialOutcome = pair.Official.Outcome,
                WhatIfOutcome = pair.WhatIf.Outcome,
                Reason = Reason(pair, inputs, batch, catalogue, Languages.Of(call)),
            };
        }
    }

    private static List<(RunPlace Official, RunPlace WhatIf)> Pairs(RunOutput official, RunOutput whatIf)
    {
        var others = whatIf.Places.ToDictionary(place => place.ApplicationId);
        return [.. official.Places.Select(place => (place, others[place.ApplicationId]))];
    }

    private static bool IsSelected(RunPlace place) => place.Outcome == SelectionOutcome.Selected;

    private static string Reason((RunPlace Official, RunPlace WhatIf) pair, RunInputs inputs, BatchRow batch, Catalogue catalogue, Language language)
    {
        var sentence = PlaceSentences.Of(pair.WhatIf, inputs, batch, catalogue, language);
        return pair.Official.Rank == pair.WhatIf.Rank
            ? sentence
            : language.Pick(
                $"名次由 {pair.Official.Rank} 变为 {pair.WhatIf.Rank}。{sentence}", $"Its rank moves from {pair.Official.Rank} to {pair.WhatIf.Rank}. {sentence}");
    }
}
