using System.Globalization;
using Dapper;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Chassis.Privacy;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.SkillWords;

/// <summary>The list of words for officials, and one with whom it concerns.</summary>
internal static class ReadWords
{
    private const string One = $"{WordRow.Select} where w.word_id = @id";

    public static async Task<ListSkillWordsResponse> ListAsync(Store store, CurrentTaxonomy current, ListSkillWordsRequest request, CancellationToken cancellation)
    {
        const string sql = $"""
            {WordRow.Select}
            where w.state = @state and (@uses::int is null or (-(w.talents + w.needs), w.word_folded) > (-@uses, @word))
            order by -(w.talents + w.needs), w.word_folded limit @limit
            """;
        const string waiting = "select count(*)::int from skill_word where state = 1";
        var state = request.State == SkillWordState.Unspecified ? SkillWordState.Waiting : request.State;
        var query = $"skill-words|{(int)state}";
        var keys = PageToken.Decode(request.PageToken, query, 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var taxonomy = await current.AtAsync(connection, cancellation);
        var parameters = new { state = (short)state, uses = PageKeys.Number(keys, 0), word = keys?[1] ?? "", limit = size + 1 };
        var rows = (await connection.QueryAsync<WordRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
        return new ListSkillWordsResponse
        {
            Words = { rows.Take(size).Select(row => row.ToMessage(taxonomy)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].Uses.ToString(CultureInfo.InvariantCulture), rows[size - 1].WordFolded) : "",
            WaitingCount = await connection.ExecuteScalarAsync<int>(new CommandDefinition(waiting, cancellationToken: cancellation)),
        };
    }

    public static async Task<SkillWordDetails> GetAsync(Store store, CurrentTaxonomy current, GetSkillWordRequest request, CancellationToken cancellation)
    {
        const string holders = """
            select t.talent_id, t.name, t.college_name, t.major, array_to_string(u.words, '；') as word, u.level from skill_word_talent u join talent t using (talent_id)
            where u.word_id = @id order by t.seq limit 100;
            select n.need_id, n.title, coalesce(o.name, n.organisation_name) as organisation_name
            from skill_word_need u join talent_need n using (need_id) left join organisation o using (organisation_code)
            where u.word_id = @id order by n.created_at limit 100;
            """;
        var id = Guid.Parse(request.WordId);
        await using var connection = await store.OpenAsync(cancellation);
        var taxonomy = await current.AtAsync(connection, cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<WordRow>(new CommandDefinition(One, new { id }, cancellationToken: cancellation))
            ?? throw WordErrors.NotFound.ToException();
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(holders, new { id }, cancellationToken: cancellation));
        return new SkillWordDetails
        {
            Word = row.ToMessage(taxonomy),
            Talents = { (await results.ReadAsync<TalentUse>()).Select(use => use.ToMessage()) },
            Needs = { (await results.ReadAsync<NeedUse>()).Select(use => new SkillWordNeed { NeedId = use.NeedId.ToString(), Title = use.Title, OrganisationName = use.OrganisationName }) },
        };
    }

    /// <summary>As a transaction left it.</summary>
    public static async Task<SkillWord> OneAsync(Change change, Guid id, SkillTaxonomy taxonomy) =>
        (await change.QuerySingleOrDefaultAsync<WordRow>(One, new { id }))!.ToMessage(taxonomy);

    private sealed record TalentUse(Guid TalentId, string Name, string CollegeName, string Major, string Word, short Level)
    {
        public SkillWordTalent ToMessage() => new()
        {
            TalentId = TalentId.ToString(), Label = $"{Masking.Name(Name)} · {CollegeName} · {Major}", Word = Word, Level = Level,
        };
    }

    private sealed record NeedUse(Guid NeedId, string Title, string OrganisationName);
}
