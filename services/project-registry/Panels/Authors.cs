using Dapper;
using Npgsql;
using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Panels;

/// <summary>
/// How the members of a panel are called. Officials read names. Among reviewers names stand too, unless the batch is reviewed anonymously:
/// then each has a number, by the order of filing, and officials are "staff" in any case.
/// </summary>
internal sealed class Authors
{
    private readonly Dictionary<string, (int Number, string Name)> _reviewers;
    private readonly bool _names;
    private readonly Language _language;

    private Authors(IEnumerable<(string Id, string Name)> reviewers, bool names, Language language)
    {
        _reviewers = reviewers.Index().ToDictionary(reviewer => reviewer.Item.Id, reviewer => (reviewer.Index + 1, reviewer.Item.Name), StringComparer.Ordinal);
        _names = names;
        _language = language;
    }

    public static async Task<Authors> ReadAsync(NpgsqlConnection connection, PanelRow panel, bool official, Language language, CancellationToken cancellation)
    {
        const string sql = """
            select r.reviewer_id, coalesce(p.name, '') as name
            from review r left join reviewer p using (reviewer_id)
            where r.application_id = @ApplicationId
            order by r.review_id limit 1000
            """;
        var reviewers = await connection.QueryAsync<(string, string)>(new CommandDefinition(sql, new { panel.ApplicationId }, cancellationToken: cancellation));
        return new(reviewers, names: official || !panel.AnonymousReview, language);
    }

    public string Of(string accountId, bool byOfficial)
    {
        if (byOfficial || !_reviewers.TryGetValue(accountId, out var reviewer))
        {
            return _language.Pick("工作人员", "Staff");
        }

        return _names && reviewer.Name.Length > 0 ? reviewer.Name : _language.Pick($"评审专家 {reviewer.Number}", $"Reviewer {reviewer.Number}");
    }
}
