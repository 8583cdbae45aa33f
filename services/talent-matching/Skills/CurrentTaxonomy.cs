using Dapper;
using Npgsql;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.Skills;

/// <summary>
/// The taxonomy of this moment, on every replica: each use looks at the version's row and reads anew where it was raised. Puts in what
/// <c>skills.json</c> ships before the first use.
/// </summary>
public sealed class CurrentTaxonomy(Store store)
{
    private const long Key = 0x7461_6c65_6e74_0a;
    private readonly SemaphoreSlim _one = new(1);
    private volatile SkillTaxonomy? _held;

    /// <summary>As the connection sees it. Not for a transaction that has changed the taxonomy itself: what is held must be committed.</summary>
    public async Task<SkillTaxonomy> AtAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var held = _held ?? await FirstAsync(cancellation);
        const string sql = "select version from skill_taxonomy";
        var version = await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancellation));
        return version == held.Version ? held : await AgainAsync(version, connection, cancellation);
    }

    /// <summary>
    /// For a transaction that stores codes: the taxonomy does not change until its end. Call it before rows are locked, as who changes
    /// the taxonomy takes this lock first, too.
    /// </summary>
    public async Task<SkillTaxonomy> ForWritingAsync(Change change)
    {
        await change.ExecuteAsync("select pg_advisory_xact_lock_shared(@Key)", new { Key });
        return await AtAsync(change.Connection, change.Cancellation);
    }

    /// <summary>For a transaction that changes the taxonomy: alone until its end.</summary>
    internal async Task<SkillTaxonomy> ForChangingAsync(Change change)
    {
        await LockAsync(change);
        return await AtAsync(change.Connection, change.Cancellation);
    }

    internal static Task LockAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock(@Key)", new { Key });

    /// <summary>As the connection sees it, also uncommitted changes of its own; not held.</summary>
    internal static async Task<SkillTaxonomy> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // One statement, so that version and skills are of one moment. The taxonomy is kept whole: there is no limit to set.
        const string sql = $"""
            select t.version as taxonomy_version, t.mapping_threshold, {SkillRow.Columns} from skill_taxonomy t left join skill s on true
            """;
        var rows = (await connection.QueryAsync<SkillRow>(new CommandDefinition(sql, cancellationToken: cancellation))).AsList();
        return new SkillTaxonomy(rows.Where(row => row.Code is not null).Select(row => row.ToEntry()))
        {
            Version = rows[0].TaxonomyVersion,
            MappingThreshold = rows[0].MappingThreshold,
        };
    }

    private async Task<SkillTaxonomy> FirstAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_held is { } held)
            {
                return held;
            }

            await SeedSkills.RunAsync(store, cancellation);
            await using var connection = await store.OpenAsync(cancellation);
            return _held = await ReadAsync(connection, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A transaction with an older snapshot gets what it sees, and what is held stays the newest.</summary>
    private async Task<SkillTaxonomy> AgainAsync(long version, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_held is { } held && held.Version == version)
            {
                return held;
            }

            var read = await ReadAsync(connection, cancellation);
            if (_held is null || read.Version > _held.Version)
            {
                _held = read;
            }

            return read;
        }
        finally
        {
            _one.Release();
        }
    }
}
