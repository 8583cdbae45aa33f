using Dapper;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Privacy;

/// <summary>Who read a talent's name and contact in full, when and by which consent.</summary>
internal static class AccessLog
{
    /// <summary>Shows a firm who it is where a consent allows it, and writes the reading down in the same transaction.</summary>
    public static async Task UnmaskAsync(Change change, TalentRow row, TalentMessage talent)
    {
        // The lock keeps a withdrawal out until this reading is written: after it nobody reads any more.
        const string allowed = $"""
            select c.consent_id from talent_consent c
            where c.talent_id = @TalentId and c.organisation_code = @OrganisationCode and {Consents.Active}
            order by c.consent_id desc limit 1 for share of c
            """;
        if (await change.QuerySingleOrDefaultAsync<Guid?>(allowed, new { row.TalentId, change.Caller.OrganisationCode }) is not { } consentId)
        {
            return;
        }

        const string write = """
            insert into talent_access (access_id, talent_id, consent_id, organisation_code, subject, accessed_at)
            values (@id, @TalentId, @consentId, @OrganisationCode, @Subject, @Now)
            """;
        await change.ExecuteAsync(write, new { id = change.NewId(), row.TalentId, consentId, change.Caller.OrganisationCode, change.Caller.Subject, change.Now });
        change.Audit("talent.read-in-full", "talent", row.TalentId.ToString(), new { consentId });
        (talent.Name, talent.Phone, talent.Unmasked) = (row.Name, row.Phone, true);
    }

    public static async Task<ListAccessesResponse> ListAsync(Store store, ListAccessesRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            select a.access_id, a.accessed_at, a.organisation_code, coalesce(o.name, n.organisation_name, '') as organisation_name, a.consent_id, coalesce(n.title, '') as need_title
            from talent_access a
            join talent t using (talent_id)
            join talent_consent c using (consent_id)
            left join talent_need n on n.need_id = c.need_id
            left join organisation o on o.organisation_code = a.organisation_code
            where {OwnTalent.Condition} and (@id::uuid is not null and t.talent_id = @id or @id::uuid is null and t.account_id = @Subject)
              and (@after::uuid is null or a.access_id < @after)
            order by a.access_id desc limit @limit
            """;
        Guid? id = request.TalentId.Length == 0 ? null : Guid.TryParse(request.TalentId, out var given) ? given : Guid.Empty;
        var query = $"accesses|{caller.Subject}|{request.TalentId}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<AccessRow>(new CommandDefinition(
            sql, new { id, caller.OrganisationCode, caller.Subject, after, limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListAccessesResponse
        {
            Accesses = { page.Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].AccessId.ToString()) : "",
        };
    }

    private sealed class AccessRow
    {
        public Guid AccessId { get; init; }

        public DateTimeOffset AccessedAt { get; init; }

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public Guid ConsentId { get; init; }

        public string NeedTitle { get; init; } = "";

        public TalentAccess ToMessage() => new()
        {
            AccessTime = AccessedAt.ToTimestamp(),
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            ConsentId = ConsentId.ToString(),
            NeedTitle = NeedTitle,
        };
    }
}
