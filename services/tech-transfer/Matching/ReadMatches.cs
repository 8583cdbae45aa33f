using System.Text.Json;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching;

/// <summary>Reads the stored matches of a need.</summary>
internal static class ReadMatches
{
    private const string Result = """
        select n.title, n.organisation_code, r.computed_at, coalesce(r.reason_zh, @pendingZh) as reason_zh, coalesce(r.reason_en, @pendingEn) as reason_en
        from technology_need n left join match_result r on r.need_id = n.need_id
        where n.need_id = @id
        """;

    // To a university its own listings only.
    private const string Best = """
        select m.rank, m.listing_id, l.title, coalesce(l.owner_code, '') as owner_code, l.owner_name, l.technology_readiness, m.score, m.parts,
            m.explanation_zh, m.explanation_en
        from need_match m join listing l on l.listing_id = m.listing_id
        where m.need_id = @id and (@owner::text is null or l.owner_code = @owner)
        order by m.rank
        limit 100
        """;

    public static async Task<Matches> RunAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, ServerCallContext call)
    {
        var (caller, language) = (Caller.Of(call), Languages.Of(call));
        var seesAll = caller.Is(Roles.Official) || caller.Is(Roles.Enterprise);
        CommandDefinition Command(string sql) => new(
            sql,
            new { id, owner = seesAll ? null : caller.OrganisationCode, pendingZh = "尚未匹配。", pendingEn = "Not matched yet." },
            transaction,
            cancellationToken: call.CancellationToken);
        var result = await connection.QuerySingleOrDefaultAsync<ResultRow>(Command(Result));
        if (result is null || (!caller.Is(Roles.Official) && !caller.Is(Roles.University) && result.OrganisationCode != caller.OrganisationCode))
        {
            throw Needs.NeedErrors.NotFound.ToException();
        }

        var rows = await connection.QueryAsync<MatchRow>(Command(Best));
        return new Matches
        {
            NeedId = id.ToString(),
            NeedTitle = result.Title,
            Matches_ = { rows.Select(row => row.ToMessage(language)) },
            ComputeTime = result.ComputedAt?.ToTimestamp(),
            EmptyReason = language.Pick(result.ReasonZh, result.ReasonEn),
        };
    }

    internal static MatchPart ToMessage(StoredPart part) => new()
    {
        Kind = part.Kind,
        Points = part.Points,
        Maximum = part.Maximum,
        Terms = { part.Terms.Select(ToMessage) },
    };

    internal static MatchedTerm ToMessage(SharedTerm term) => new()
    {
        Term = term.Text,
        Points = term.Points,
        Fields = { System.Enum.GetValues<TextFields>().Where(field => field != TextFields.None && term.In.HasFlag(field)).Select(field => (MatchedField)field) },
    };

    private sealed record ResultRow
    {
        public string Title { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public DateTimeOffset? ComputedAt { get; init; }

        public string ReasonZh { get; init; } = "";

        public string ReasonEn { get; init; } = "";
    }

    private sealed record MatchRow
    {
        public short Rank { get; init; }

        public Guid ListingId { get; init; }

        public string Title { get; init; } = "";

        public string OwnerCode { get; init; } = "";

        public string OwnerName { get; init; } = "";

        public short TechnologyReadiness { get; init; }

        public double Score { get; init; }

        public string Parts { get; init; } = "[]";

        public string ExplanationZh { get; init; } = "";

        public string ExplanationEn { get; init; } = "";

        public Match ToMessage(Language language) => new()
        {
            Rank = Rank,
            ListingId = ListingId.ToString(),
            Title = Title,
            OwnerCode = OwnerCode,
            OwnerName = OwnerName,
            TechnologyReadiness = TechnologyReadiness,
            Score = Score,
            Parts = { JsonSerializer.Deserialize<StoredPart[]>(Parts)!.Select(ReadMatches.ToMessage) },
            Explanation = language.Pick(ExplanationZh, ExplanationEn),
        };
    }
}
