using Dapper;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>A stored park with its figures.</summary>
internal sealed class ParkRow
{
    public const string Select = """
        select k.park_id, k.name_zh, k.name_en, k.district, k.level, k.area_hectare, k.version,
            (select count(*)::int from firm f where f.park_id = k.park_id) as firm_count,
            (select count(*)::int from project p join firm f on f.organisation_code = p.organisation_code where f.park_id = k.park_id and p.state = 1) as project_count,
            (select count(*)::int from lead l where l.park_id = k.park_id and l.stage <> 7) as lead_count
        from park k
        """;

    public Guid ParkId { get; init; }

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string District { get; init; } = "";

    public ParkLevel Level { get; init; }

    public int AreaHectare { get; init; }

    public long Version { get; init; }

    public int FirmCount { get; init; }

    public int ProjectCount { get; init; }

    public int LeadCount { get; init; }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<ParkRow> LockAsync(Change change, string parkId)
    {
        var id = Guid.Parse(parkId);
        await change.ExecuteAsync("select 1 from park where park_id = @id for update", new { id });
        return await change.QuerySingleOrDefaultAsync<ParkRow>($"{Select} where k.park_id = @id", new { id }) ?? throw ParkErrors.NotFound.ToException();
    }

    /// <summary>With all measurements, newest first.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<Park> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, bool official, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ParkRow>(
            new CommandDefinition($"{Select} where k.park_id = @id", new { id }, transaction, cancellationToken: cancellation)) ?? throw ParkErrors.NotFound.ToException();
        var measured = await connection.QueryAsync<MeasurementRow>(new CommandDefinition(
            $"select {MeasurementRow.Columns} from park_measurement where park_id = @id order by measured_on desc limit 200", new { id }, transaction, cancellationToken: cancellation));
        return row.ToMessage(official, measured);
    }

    /// <param name="official">Leads are for officials.</param>
    public Park ToMessage(bool official, IEnumerable<MeasurementRow> measurements) => new()
    {
        ParkId = ParkId.ToString(),
        NameZh = NameZh,
        NameEn = NameEn,
        District = District,
        Level = Level,
        AreaHectare = AreaHectare,
        FirmCount = FirmCount,
        ProjectCount = ProjectCount,
        LeadCount = official ? LeadCount : 0,
        Measurements = { measurements.Select(measurement => measurement.ToMessage()) },
        Etag = Etag.Of(Version),
    };
}
