using System.Data;
using Npgsql;
using NpgsqlTypes;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Engine;

/// <summary>Reads what the index keeps of talents, as a stream in PostgreSQL's binary form.</summary>
internal static class TalentReader
{
    private const string Columns = """
        t.talent_id, t.seq, coalesce(t.college_code, ''), t.skill_codes, t.skill_levels, t.education, t.preferred_places, t.expected_salary_cny_fen,
        t.employment_kind, cardinality(t.awards), t.award_codes, t.text_grams, (t.placed or t.erased_at is not null or t.confirmation = 3)
        """;

    /// <summary>Every talent, within the caller's transaction.</summary>
    public static async Task ReadAllAsync(NpgsqlConnection connection, Action<TalentProfile, bool> take, CancellationToken cancellation)
    {
        const string sql = $"copy (select {Columns} from talent t) to stdout (format binary)";
        await using var reader = await connection.BeginBinaryExportAsync(sql, cancellation);
        var words = new Words();
        while (await reader.StartRowAsync(cancellation) >= 0)
        {
            // What has arrived is read without a task a field.
            var talent = new TalentProfile(
                reader.Read<Guid>(NpgsqlDbType.Uuid), reader.Read<long>(NpgsqlDbType.Bigint), SkillList.Empty, default, [], 0, default, 0, [], [])
            {
                College = words.Same(reader.Read<string>(NpgsqlDbType.Text)),
                Skills = new SkillList(words.Same(reader.Read<string[]>(NpgsqlDbType.Array | NpgsqlDbType.Text)), reader.Read<short[]>(NpgsqlDbType.Array | NpgsqlDbType.Smallint)),
                Education = (EducationLevel)reader.Read<short>(NpgsqlDbType.Smallint),
                Places = words.Folded(reader.Read<string[]>(NpgsqlDbType.Array | NpgsqlDbType.Text)),
                ExpectedSalaryFen = reader.Read<long>(NpgsqlDbType.Bigint),
                Employment = (EmploymentKind)reader.Read<short>(NpgsqlDbType.Smallint),
                AwardCount = reader.Read<int>(NpgsqlDbType.Integer),
                AwardSkills = words.Same(reader.Read<string[]>(NpgsqlDbType.Array | NpgsqlDbType.Text)),
                Grams = reader.Read<string[]>(NpgsqlDbType.Array | NpgsqlDbType.Text),
            };
            take(talent, reader.Read<bool>(NpgsqlDbType.Boolean));
        }
    }

    /// <summary>Those of the ids that are there.</summary>
    public static async Task<IReadOnlyList<(TalentProfile Talent, bool Placed)>> ReadAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        const string sql = $"select {Columns} from talent t where t.talent_id = any($1)";
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } } };
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        var (talents, words) = (new List<(TalentProfile, bool)>(), new Words());
        while (await reader.ReadAsync(cancellation))
        {
            var talent = new TalentProfile(reader.GetGuid(0), reader.GetInt64(1), SkillList.Empty, default, [], 0, default, 0, [], [])
            {
                College = reader.GetString(2),
                Skills = new SkillList(reader.GetFieldValue<string[]>(3), reader.GetFieldValue<short[]>(4)),
                Education = (EducationLevel)reader.GetInt16(5),
                Places = words.Folded(reader.GetFieldValue<string[]>(6)),
                ExpectedSalaryFen = reader.GetInt64(7),
                Employment = (EmploymentKind)reader.GetInt16(8),
                AwardCount = reader.GetInt32(9),
                AwardSkills = reader.GetFieldValue<string[]>(10),
                Grams = reader.GetFieldValue<string[]>(11),
            };
            talents.Add((talent, reader.GetBoolean(12)));
        }

        return talents;
    }

    /// <summary>One string for equal words; places folded once.</summary>
    private sealed class Words
    {
        private readonly Dictionary<string, string> _same = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

        public string Same(string word)
        {
            if (_same.TryGetValue(word, out var same))
            {
                return same;
            }

            _same.Add(word, word);
            return word;
        }

        public string[] Same(string[] words) => Array.ConvertAll(words, Same);

        public string[] Folded(string[] places) => Array.ConvertAll(places, place =>
        {
            if (!_folded.TryGetValue(place, out var folded))
            {
                _folded[place] = folded = Chassis.Catalogues.Words.Fold(place);
            }

            return folded;
        });
    }
}
