using Dapper;
using Npgsql;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews.Normalisation;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>The applications of a batch that are or were reviewed, with their counted sheets: what a ranking is computed from.</summary>
internal sealed class SheetSet
{
    private readonly int _criteria;

    private SheetSet(BatchRow batch, IReadOnlyList<ReviewedApplication> applications, IReadOnlyList<SheetRow> sheets)
    {
        Applications = applications;
        Sheets = sheets;
        SheetsOf = sheets.ToLookup(sheet => sheet.ApplicationId);
        Totals = [.. sheets.Select(sheet => new SheetScore(sheet.ApplicationId, sheet.ReviewerId, TotalOf(sheet.Points, batch.CriterionWeights)))];
        _criteria = batch.CriterionIds.Length;
    }

    /// <summary>By id.</summary>
    public IReadOnlyList<ReviewedApplication> Applications { get; }

    /// <summary>By application, then reviewer.</summary>
    public IReadOnlyList<SheetRow> Sheets { get; }

    public ILookup<Guid, SheetRow> SheetsOf { get; }

    /// <summary>In the order of <see cref="Sheets"/>.</summary>
    public IReadOnlyList<SheetScore> Totals { get; }

    /// <summary>Of a batch under review its applications under review; of a ranked one those that were ranked, withdrawn since or not.</summary>
    public static async Task<SheetSet> ReadAsync(NpgsqlConnection connection, BatchRow batch, CancellationToken cancellation)
    {
        const string takesPart = "(case when @ranked then exists (select from ranking k where k.application_id = a.application_id) else a.state = 4 end)";
        const string applications = $"""
            select a.application_id, a.project_name, a.organisation_name, a.submitted_at
            from application a
            where a.batch_id = @BatchId and a.submitted_at is not null and {takesPart}
            order by a.application_id
            limit 200000
            """;
        const string sheets = $"""
            select r.application_id, r.reviewer_id, r.points
            from review r join application a using (application_id)
            where r.batch_id = @BatchId and r.excluded_at is null and {takesPart}
            order by r.application_id, r.reviewer_id collate "C"
            limit 2000000
            """;
        var parameters = new { batch.BatchId, ranked = batch.State >= BatchState.Ranked };
        return new(
            batch,
            (await connection.QueryAsync<ReviewedApplication>(new CommandDefinition(applications, parameters, cancellationToken: cancellation))).AsList(),
            (await connection.QueryAsync<SheetRow>(new CommandDefinition(sheets, parameters, cancellationToken: cancellation))).AsList());
    }

    /// <summary>Weighted total in points, exact to two decimals.</summary>
    public static decimal TotalOf(IReadOnlyList<short> points, IReadOnlyList<int> weights) => points.Select((value, i) => value * weights[i]).Sum() / 100m;

    public IEnumerable<ReviewSums> Sums() => Applications.Select(application =>
    {
        var sums = new long[_criteria];
        var count = 0;
        foreach (var sheet in SheetsOf[application.ApplicationId])
        {
            count++;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += sheet.Points[i];
            }
        }

        return new ReviewSums(application.ApplicationId, application.SubmittedAt, sums, count);
    });
}

internal sealed class ReviewedApplication
{
    public Guid ApplicationId { get; init; }

    public string ProjectName { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public DateTimeOffset SubmittedAt { get; init; }
}

internal sealed class SheetRow
{
    public Guid ApplicationId { get; init; }

    public string ReviewerId { get; init; } = "";

    public short[] Points { get; init; } = [];
}
