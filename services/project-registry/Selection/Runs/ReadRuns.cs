using System.Security.Cryptography;
using Dapper;
using Google.Protobuf;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>Reads of stored runs.</summary>
internal static class ReadRuns
{
    public static async Task<ListSelectionRunsResponse> ListAsync(Store store, ServerCallContext call, ListSelectionRunsRequest request)
    {
        const string sql = $"""
            select {SelectionRunRow.Head} from selection_run
            where batch_id = @batchId and (@before::uuid is null or run_id < @before)
            order by run_id desc
            limit @limit
            """;
        var size = PageSize.Of(request.PageSize);
        var query = $"ListSelectionRuns {request.BatchId}";
        var before = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<SelectionRunRow>(new CommandDefinition(
            sql, new { batchId = Guid.Parse(request.BatchId), before, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListSelectionRunsResponse { Runs = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].RunId.ToString());
        }

        return response;
    }

    public static async Task<SelectionRun> GetAsync(Store store, Catalogue catalogue, ServerCallContext call, GetSelectionRunRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await SelectionRunRow.ReadAsync(connection, Guid.Parse(request.RunId), call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, row.BatchId, call.CancellationToken);
        var inputs = row.ToInputs();
        var candidates = inputs.Candidates.ToDictionary(RunDecision.IdOf);
        var listed = row.ToOutput().Places.Where(place => place.Outcome is SelectionOutcome.Selected or SelectionOutcome.Waitlisted).ToList();
        var names = await NamesAsync(connection, listed.ConvertAll(RunDecision.IdOf), call.CancellationToken);
        var message = row.ToMessage();
        message.Applications.AddRange(listed.Select(place =>
        {
            var id = RunDecision.IdOf(place);
            return new RunApplication
            {
                Rank = place.Rank,
                ApplicationId = id.ToString(),
                ProjectName = names[id].ProjectName,
                OrganisationName = names[id].OrganisationName,
                Industry = candidates[id].Industry,
                TotalScore = Points.Exact(place.TotalScore),
                Outcome = place.Outcome,
                OutcomeReason = PlaceSentences.Of(place, inputs, batch, catalogue, Languages.Of(call)),
            };
        }));
        return message;
    }

    public static async Task<Reproduction> ReproduceAsync(Store store, ServerCallContext call, GetSelectionRunRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await SelectionRunRow.ReadAsync(connection, Guid.Parse(request.RunId), call.CancellationToken);
        var inputs = row.ToInputs();
        var decision = RunDecision.Of(inputs);
        byte[] again = decision.Selection.Explained is null ? [] : decision.ToOutput(inputs.Capacity).ToByteArray();
        return new Reproduction
        {
            Identical = again.AsSpan().SequenceEqual(row.Output)
                && SHA256.HashData(row.Inputs).AsSpan().SequenceEqual(row.InputsSha256)
                && SHA256.HashData(row.Output).AsSpan().SequenceEqual(row.OutputSha256),
            InputsSha256 = Convert.ToHexStringLower(row.InputsSha256),
            StoredOutputSha256 = Convert.ToHexStringLower(row.OutputSha256),
            RecomputedOutputSha256 = Convert.ToHexStringLower(SHA256.HashData(again)),
            AlgorithmVersion = RunDecision.AlgorithmVersion,
        };
    }

    public static async Task<Dictionary<Guid, NameRow>> NamesAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        const string sql = "select application_id, project_name, organisation_name from application where application_id = any(@ids)";
        return (await connection.QueryAsync<NameRow>(new CommandDefinition(sql, new { ids = ids.ToArray() }, cancellationToken: cancellation)))
            .ToDictionary(row => row.ApplicationId);
    }
}

internal sealed class NameRow
{
    public Guid ApplicationId { get; init; }

    public string ProjectName { get; init; } = "";

    public string OrganisationName { get; init; } = "";
}

/// <summary>Says why a place of a stored run has its outcome, by that run's own quotas.</summary>
internal static class PlaceSentences
{
    public static string Of(RunPlace place, RunInputs inputs, BatchRow batch, Catalogue catalogue, Language language)
    {
        if (place.VetoedBy.Length > 0)
        {
            return batch.Criteria.FirstOrDefault(criterion => criterion.CriterionId == place.VetoedBy && criterion.Veto is not null) is { } veto
                ? Rubrics.Vetoes.Sentence(veto, language)
                : "";
        }

        var candidate = inputs.Candidates.First(one => one.ApplicationId == place.ApplicationId);
        return OutcomeSentences.Of(
            (OutcomeReason)place.Reason,
            place.ReasonKind,
            new Candidate(RunDecision.IdOf(place), candidate.Industry, place.Rank, place.TotalScore, candidate.Track, candidate.District),
            inputs.Capacity,
            RunDecision.QuotasOf(inputs),
            catalogue,
            language);
    }
}
