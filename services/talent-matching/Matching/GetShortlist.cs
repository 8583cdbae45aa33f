using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;

namespace Platform.TalentMatching.Matching;

/// <summary>Reads a stored shortlist as its reader may see it: colleges only their own talents, names masked for all others.</summary>
internal static class GetShortlist
{
    public static async Task<Shortlist> RunAsync(Store store, string needId, Caller caller, Language language, CancellationToken cancellation)
    {
        var need = await GetNeed.FindAsync(store, needId, caller, cancellation);
        await using var connection = await store.OpenAsync(cancellation);
        return await ReadAsync(connection, need, caller, language, cancellation);
    }

    /// <summary>Also within an open transaction of the connection.</summary>
    public static async Task<Shortlist> ReadAsync(NpgsqlConnection connection, NeedRow need, Caller caller, Language language, CancellationToken cancellation)
    {
        const string sql = """
            select s.computed_at, s.reason_zh, s.reason_en from shortlist s where s.need_id = @NeedId;
            select e.rank, e.talent_id, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major, t.education,
                e.score, e.parts, e.missing, e.explanation_zh, e.explanation_en
            from shortlist_entry e join talent t using (talent_id)
            where e.need_id = @NeedId and t.erased_at is null and (@college::text is null or t.college_code = @college)
            order by e.rank limit 100;
            """;
        var college = caller.Is(Roles.University) && !caller.Is(Roles.Official) ? caller.OrganisationCode : null;
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { need.NeedId, college }, cancellationToken: cancellation));
        var head = await results.ReadSingleOrDefaultAsync<Head>();
        var entries = (await results.ReadAsync<ShortlistEntryRow>()).Select(entry => entry.ToMessage(caller, language)).ToList();
        return new Shortlist
        {
            NeedId = need.NeedId.ToString(),
            NeedTitle = need.Title,
            Entries = { entries },
            ComputeTime = head?.ComputedAt.ToTimestamp(),
            EmptyReason = entries.Count > 0 ? "" : EmptyReason(head, language),
        };
    }

    private static string EmptyReason(Head? head, Language language) => head switch
    {
        null => language.Pick("候选名单正在生成，请稍后查看。", "The shortlist is being computed: look again shortly."),
        { ReasonZh: "" } => language.Pick("名单中没有贵校的人才。", "None of your college's talents is on the list."),
        _ => language.Pick(head.ReasonZh, head.ReasonEn),
    };

    private sealed class Head
    {
        public DateTimeOffset ComputedAt { get; init; }

        public string ReasonZh { get; init; } = "";

        public string ReasonEn { get; init; } = "";
    }
}
