using Dapper;
using Google.Protobuf;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>
/// Questionnaires by number. The first comes with the binary (<c>questionnaire-2024.json</c>) and enters the table with the first
/// assessment or publication; later ones are published by officials.
/// </summary>
internal static class Questionnaires
{
    private const string Latest = """
        select number, content::text as content from questionnaire where effective_from <= @today order by number desc limit 1
        """;

    private const string Numbered = "select number, content::text as content from questionnaire where number = @number";

    /// <summary>Number 1.</summary>
    public static Questionnaire First { get; } = Parse(1, Embedded.Text("Maturity.questionnaire-2024.json"));

    /// <summary>The version in force on a day.</summary>
    public static async Task<Questionnaire> PresentAsync(NpgsqlConnection connection, DateOnly today, CancellationToken cancellation) =>
        Parse(await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Latest, new { today }, cancellationToken: cancellation))) ?? First;

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<Questionnaire> ReadAsync(NpgsqlConnection connection, int number, CancellationToken cancellation) =>
        Parse(await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Numbered, new { number }, cancellationToken: cancellation)))
        ?? (number == First.Number ? First : throw MaturityErrors.NoQuestionnaire.ToException());

    /// <summary>The version in force, kept in the table.</summary>
    public static async Task<Questionnaire> PresentAsync(Change change)
    {
        await EnsureFirstAsync(change);
        return Parse(await change.QuerySingleOrDefaultAsync<Row>(Latest, new { today = CityDays.Of(change.Now) })) ?? First;
    }

    public static async Task<Questionnaire> ReadAsync(Change change, int number) =>
        Parse(await change.QuerySingleOrDefaultAsync<Row>(Numbered, new { number })) ?? throw MaturityErrors.NoQuestionnaire.ToException();

    /// <summary>Writes the next number; two who publish at once get one after the other.</summary>
    public static async Task<Questionnaire> AddAsync(Change change, Questionnaire questionnaire, DateOnly effectiveFrom)
    {
        await EnsureFirstAsync(change);
        await change.ExecuteAsync("lock table questionnaire in share row exclusive mode");
        var number = await change.ExecuteScalarAsync<int>("select max(number) + 1 from questionnaire");
        await InsertAsync(change, number, questionnaire, effectiveFrom);
        return await ReadAsync(change, number);
    }

    private static Task EnsureFirstAsync(Change change) =>
        InsertAsync(change, First.Number, First, DateOnly.ParseExact(First.EffectiveFrom, "yyyy-MM-dd"));

    private static Task InsertAsync(Change change, int number, Questionnaire questionnaire, DateOnly effectiveFrom)
    {
        const string sql = """
            insert into questionnaire (number, content, effective_from, published_at) values (@number, @content::jsonb, @effectiveFrom, @Now)
            on conflict do nothing
            """;
        return change.ExecuteAsync(sql, new { number, content = JsonFormatter.Default.Format(questionnaire), effectiveFrom, change.Now });
    }

    private static Questionnaire? Parse(Row? row) => row is null ? null : Parse(row.Number, row.Content);

    private static Questionnaire Parse(int number, string content)
    {
        var questionnaire = JsonParser.Default.Parse<Questionnaire>(content);
        questionnaire.Number = number;
        return questionnaire;
    }

    private sealed record Row(int Number, string Content);
}
