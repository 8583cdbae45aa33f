using System.Security.Cryptography;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>A stored run; its inputs and output are read only where they are needed.</summary>
internal sealed class SelectionRunRow
{
    public Guid RunId { get; init; }

    public Guid BatchId { get; init; }

    public SelectionRunKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Guid? BaseRunId { get; init; }

    public byte[]? Change { get; init; }

    public byte[] Inputs { get; init; } = [];

    public byte[] InputsSha256 { get; init; } = [];

    public byte[] Output { get; init; } = [];

    public byte[] OutputSha256 { get; init; } = [];

    public string AlgorithmVersion { get; init; } = "";

    public int Capacity { get; init; }

    public int CandidateCount { get; init; }

    public int SelectedCount { get; init; }

    public long TotalScore { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }

    internal const string Head = """
        run_id, batch_id, kind, title, base_run_id, change, inputs_sha256, output_sha256, algorithm_version, capacity,
        candidate_count, selected_count, total_score, created_at, superseded_at
        """;

    public RunInputs ToInputs() => RunInputs.Parser.ParseFrom(Inputs);

    public RunOutput ToOutput() => RunOutput.Parser.ParseFrom(Output);

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<SelectionRunRow> ReadAsync(NpgsqlConnection connection, Guid runId, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<SelectionRunRow>(new CommandDefinition(
            $"select {Head}, inputs, output from selection_run where run_id = @runId", new { runId }, cancellationToken: cancellation))
        ?? throw SelectionErrors.RunNotFound.ToException();

    /// <summary>The official run that stands.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE where nothing was selected, or no longer stands.</exception>
    public static async Task<SelectionRunRow> ReadOfficialAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<SelectionRunRow>(new CommandDefinition(
            $"select {Head}, inputs, output from selection_run where batch_id = @batchId and kind = @official and superseded_at is null",
            new { batchId, official = (short)SelectionRunKind.Official },
            cancellationToken: cancellation))
        ?? throw SelectionErrors.NoOfficialRun.ToException();

    public static async Task<SelectionRunRow> InsertAsync(
        Change change, SelectionRunKind kind, string title, SelectionRunRow? varied, WhatIf? what, RunInputs inputs, RunOutput output)
    {
        var (inputBytes, outputBytes) = (inputs.ToByteArray(), output.ToByteArray());
        var row = new SelectionRunRow
        {
            RunId = change.NewId(),
            BatchId = Guid.Parse(inputs.BatchId),
            Kind = kind,
            Title = title,
            BaseRunId = varied?.RunId,
            Change = what?.ToByteArray(),
            Inputs = inputBytes,
            InputsSha256 = SHA256.HashData(inputBytes),
            Output = outputBytes,
            OutputSha256 = SHA256.HashData(outputBytes),
            AlgorithmVersion = inputs.AlgorithmVersion,
            Capacity = inputs.Capacity,
            CandidateCount = inputs.Candidates.Count,
            SelectedCount = output.Places.Count(place => place.Outcome == SelectionOutcome.Selected),
            TotalScore = output.TotalScore,
            CreatedAt = change.Now,
        };
        const string sql = $"""
            insert into selection_run ({Head}, inputs, output, created_by)
            values (@RunId, @BatchId, @Kind, @Title, @BaseRunId, @Change, @InputsSha256, @OutputSha256, @AlgorithmVersion, @Capacity,
                @CandidateCount, @SelectedCount, @TotalScore, @CreatedAt, null, @Inputs, @Output, @Subject)
            """;
        await change.ExecuteAsync(sql, new
        {
            row.RunId, row.BatchId, Kind = (short)kind, row.Title, row.BaseRunId, row.Change, row.Inputs, row.InputsSha256, row.Output, row.OutputSha256,
            row.AlgorithmVersion, row.Capacity, row.CandidateCount, row.SelectedCount, row.TotalScore, row.CreatedAt, change.Caller.Subject,
        });
        return row;
    }

    /// <summary>The official run that stood no longer does.</summary>
    public static Task SupersedeAsync(Change change, Guid batchId) => change.ExecuteAsync(
        "update selection_run set superseded_at = @Now where batch_id = @batchId and kind = @official and superseded_at is null",
        new { change.Now, batchId, official = (short)SelectionRunKind.Official });

    public SelectionRun ToMessage()
    {
        var message = new SelectionRun
        {
            RunId = RunId.ToString(),
            BatchId = BatchId.ToString(),
            Kind = Kind,
            Title = Title,
            BaseRunId = BaseRunId?.ToString() ?? "",
            Change = Change is null ? null : WhatIf.Parser.ParseFrom(Change),
            InputsSha256 = Convert.ToHexStringLower(InputsSha256),
            OutputSha256 = Convert.ToHexStringLower(OutputSha256),
            AlgorithmVersion = AlgorithmVersion,
            Capacity = Capacity,
            CandidateCount = CandidateCount,
            SelectedCount = SelectedCount,
            TotalScore = Points.Exact(TotalScore),
            CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        };
        if (SupersededAt is { } superseded)
        {
            message.SupersededTime = Timestamp.FromDateTimeOffset(superseded);
        }

        return message;
    }
}
