using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.Benchmarks.Matching;

/// <summary>How long the index takes to load from PostgreSQL, and until a committed change of a talent is found.</summary>
internal static class DatabaseBenchmark
{
    private const int Changes = 500;

    public static async Task RunAsync(SkillTaxonomy taxonomy, MadeUpCity city, int talents)
    {
        using var servers = new Servers();
        // Only reads are measured, so that it does not matter how durable the servers are.
        await using var ground = await servers.PrepareAsync("bench-matching");
        MigrateCommand.Apply(ground.Postgres, new NpgsqlConnectionStringBuilder(ground.Postgres).Username!, typeof(MatchingIndex).Assembly);
        await using var source = NpgsqlDataSource.Create(ground.Postgres);
        Report.Note($"matching: storing {talents:N0} talents …");
        await StoreAsync(source, city, talents);
        var store = new Store(source, new OutboxSignal(), TimeProvider.System);
        await using var index = new MatchingIndex(store, new CurrentTaxonomy(store));
        var started = Stopwatch.GetTimestamp();
        await index.CaughtUpAsync(CancellationToken.None);
        Report.AtMost("matching.rebuild", Stopwatch.GetElapsedTime(started).TotalSeconds, "s", 30);

        var random = new Random(7);
        var need = NeedProfile.Of(city.Need(random), taxonomy);
        var times = new List<double>();
        for (var i = 0; i < Changes; i++)
        {
            await ExecuteAsync(source, $"update talent set skill_levels = skill_levels, placed = not placed where seq = {random.Next(1, talents + 1)}");
            started = Stopwatch.GetTimestamp();
            await index.TopTalentsAsync([need], 50, TalentFilter.None, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Report.AtMost("matching.change_visible_p99", Statistics.Percentile(times, 0.99), "ms", 100);
    }

    private static async Task StoreAsync(NpgsqlDataSource source, MadeUpCity city, int talents)
    {
        // What is not read here only costs time to store.
        await ExecuteAsync(source, "drop index talent_skill_codes");
        await using (var connection = await source.OpenConnectionAsync())
        {
            const string sql = """
                copy talent (talent_id, name, college_code, college_name, major, education, graduation_year, skill_codes, skill_levels, unmapped_skills, awards, award_codes,
                    preferred_places, expected_salary_cny_fen, employment_kind, phone, text_grams, created_at, name_folded, college_folded, major_folded) from stdin (format binary)
                """;
            await using var writer = await connection.BeginBinaryImportAsync(sql);
            var random = new Random(1);
            for (var i = 0; i < talents; i++)
                await WriteAsync(writer, city.Talent(i, random), i);
            await writer.CompleteAsync();
        }

        await ExecuteAsync(source, "analyze talent");
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter writer, TalentProfile talent, int number)
    {
        const NpgsqlDbType words = NpgsqlDbType.Array | NpgsqlDbType.Text;
        await writer.StartRowAsync();
        await writer.WriteAsync(talent.TalentId, NpgsqlDbType.Uuid);
        await writer.WriteAsync($"人{number}", NpgsqlDbType.Text);
        if (talent.College.Length == 0)
            await writer.WriteNullAsync();
        else
            await writer.WriteAsync(talent.College, NpgsqlDbType.Text);
        await writer.WriteAsync("某大学", NpgsqlDbType.Text);
        await writer.WriteAsync("专业", NpgsqlDbType.Text);
        await writer.WriteAsync((short)talent.Education, NpgsqlDbType.Smallint);
        await writer.WriteAsync((short)2027, NpgsqlDbType.Smallint);
        await writer.WriteAsync(talent.Skills.Codes, words);
        await writer.WriteAsync(talent.Skills.Levels, NpgsqlDbType.Array | NpgsqlDbType.Smallint);
        await writer.WriteAsync(Array.Empty<string>(), words);
        await writer.WriteAsync(talent.AwardCount > 0 ? ["获奖"] : Array.Empty<string>(), words);
        await writer.WriteAsync(talent.AwardSkills.ToArray(), words);
        await writer.WriteAsync(talent.Places.ToArray(), words);
        await writer.WriteAsync(talent.ExpectedSalaryFen, NpgsqlDbType.Bigint);
        await writer.WriteAsync((short)talent.Employment, NpgsqlDbType.Smallint);
        await writer.WriteAsync("", NpgsqlDbType.Text);
        await writer.WriteAsync(talent.Grams.ToArray(), words);
        await writer.WriteAsync(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
        await writer.WriteAsync($"人{number}", NpgsqlDbType.Text);
        await writer.WriteAsync("某大学", NpgsqlDbType.Text);
        await writer.WriteAsync("专业", NpgsqlDbType.Text);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
