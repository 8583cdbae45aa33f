using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>Which need serves which period of a support request.</summary>
internal static class SupportBinding
{
    /// <returns>False where this period is known already: the event came twice, or after its end.</returns>
    public static async Task<bool> RememberAsync(Change change, SupportRequestRef request)
    {
        const string sql = "insert into support_request (support_request_id, round, ended) values (@id, @Round, false) on conflict do nothing";
        return await change.ExecuteAsync(sql, new { id = Guid.Parse(request.SupportRequestId), request.Round }) == 1;
    }

    public static Task BindAsync(Change change, SupportRequestRef request, Guid needId) => change.ExecuteAsync(
        "update support_request set need_id = @needId where support_request_id = @id and round = @Round",
        new { needId, id = Guid.Parse(request.SupportRequestId), request.Round });

    /// <returns>The need that served it; null where there is none.</returns>
    public static Task<Guid?> EndAsync(Change change, SupportRequestRef request)
    {
        const string sql = """
            insert into support_request (support_request_id, round, ended) values (@id, @Round, true)
            on conflict (support_request_id, round) do update set ended = true
            returning need_id
            """;
        return change.QuerySingleOrDefaultAsync<Guid?>(sql, new { id = Guid.Parse(request.SupportRequestId), request.Round });
    }

    /// <summary>Those that a need serves and that have not ended.</summary>
    public static async Task<IReadOnlyList<SupportRequestRef>> OfAsync(Change change, Guid needId)
    {
        const string sql = "select support_request_id, round from support_request where need_id = @needId and not ended order by support_request_id, round";
        return [.. (await change.QueryAsync<Bound>(sql, new { needId })).Select(bound => new SupportRequestRef { SupportRequestId = bound.SupportRequestId.ToString(), Round = bound.Round })];
    }

    private sealed record Bound(Guid SupportRequestId, int Round);
}
