using System.Globalization;
using System.Text.Json;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>A skill with what stands around it, and its history.</summary>
internal static class ReadSkills
{
    public static async Task<SkillDetails> GetAsync(Store store, CurrentTaxonomy current, GetSkillRequest request, CancellationToken cancellation)
    {
        const string counts = """
            select (select count(*) from talent where skill_codes @> array[@Code]) as talents,
                (select count(*) from talent_need where state = 1 and (must_codes @> array[@Code] or nice_codes @> array[@Code])) as needs
            """;
        await using var connection = await store.OpenAsync(cancellation);
        var taxonomy = await current.AtAsync(connection, cancellation);
        var entry = taxonomy.ByCode.GetValueOrDefault(request.Code) ?? throw SkillErrors.NotFound.ToException();
        var (talents, needs) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(counts, new { request.Code }, cancellationToken: cancellation));
        return new SkillDetails { Skill = SkillMessages.Of(entry), Narrower = { taxonomy.NarrowerOf(entry.Code) }, TalentCount = talents, NeedCount = needs };
    }

    public static async Task<ListSkillChangesResponse> ChangesAsync(Store store, ListSkillChangesRequest request, CancellationToken cancellation)
    {
        const string sql = """
            select entry_id, at, actor, action, detail::text from audit_entry
            where entity = 'skill' and entity_id = @Code and (@after::bigint is null or entry_id < @after)
            order by entry_id desc limit @limit
            """;
        var query = $"skill-changes|{request.Code}";
        var after = PageKeys.Long(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<AuditRow>(new CommandDefinition(sql, new { request.Code, after, limit = size + 1 }, cancellationToken: cancellation))).AsList();
        return new ListSkillChangesResponse
        {
            Changes = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].EntryId.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }

    private sealed class AuditRow
    {
        public long EntryId { get; init; }

        public DateTimeOffset At { get; init; }

        public string Actor { get; init; } = "";

        public string Action { get; init; } = "";

        public string? Detail { get; init; }

        public SkillChange ToMessage()
        {
            var detail = Detail is null ? null : JsonSerializer.Deserialize<Content>(Detail, Json);
            return new SkillChange
            {
                Time = At.ToTimestamp(),
                Actor = Actor.StartsWith("system:", StringComparison.Ordinal) ? "" : Actor,
                Action = Action,
                TaxonomyVersion = detail?.Version ?? 0,
                Fields = { (detail?.Fields ?? []).Select(field => new SkillFieldChange { Field = field.Field, Before = field.Before, After = field.After }) },
            };
        }

        private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    }

    private sealed record Content(long Version, IReadOnlyList<FieldChange>? Fields);
}
