using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Which batches and which year a table counts.</summary>
/// <param name="Year">Null: all years.</param>
/// <param name="From">First instant of the year in the city's time zone.</param>
/// <param name="Until">First instant after it.</param>
public sealed record Scope(int? Year, Guid? BatchId, bool Rehearsals, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Of a table <c>batch b</c>.</summary>
    public const string BatchCondition = """
        (@Year::int is null or b.year = @Year) and (@BatchId::uuid is null or b.batch_id = @BatchId) and (@Rehearsals or not b.rehearsal)
        """;

    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD where the batch is no id.</exception>
    public static Scope Of(GetStatisticsRequest request)
    {
        var batch = Ids.Optional(request.BatchId, "batch_id");
        int? year = request.Year == 0 ? null : request.Year;
        return new(
            year,
            batch,
            request.IncludeRehearsals || batch is not null,
            year is { } first ? CityDays.Start(new DateOnly(first, 1, 1)) : DateTimeOffset.UnixEpoch,
            year is { } last ? CityDays.Start(new DateOnly(last + 1, 1, 1)) : DateTimeOffset.MaxValue);
    }
}

/// <summary>A row of a table before it is put into words.</summary>
/// <param name="Values">One for each column, as <see cref="Figures"/> writes them.</param>
public sealed record FigureRow(string Row, Bilingual Title, IReadOnlyList<string> Values)
{
    public Bilingual Definition { get; init; } = Bilingual.Empty;

    public Bilingual Source { get; init; } = Bilingual.Empty;
}

/// <summary>Where a table's figures come from.</summary>
public sealed record Reading(NpgsqlConnection Connection, Scope Scope, Chassis.Catalogues.Catalogue Catalogue, DateTimeOffset Now, CancellationToken Cancellation);
