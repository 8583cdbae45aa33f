using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>The rules that are data: what evidence a readiness level wants, and the disciplines.</summary>
public sealed class ListingRulebook(Store store)
{
    public async Task<ListingRules> HandleAsync(ServerCallContext call)
    {
        const string levels = "select level, name_zh, name_en, evidence_zh, evidence_en, evidence_required from readiness_level order by level limit 9";
        const string disciplines = "select code, name_zh, name_en from discipline order by code limit 1000";
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return new ListingRules
        {
            Levels = { await connection.QueryAsync<ReadinessLevel>(new CommandDefinition(levels, cancellationToken: call.CancellationToken)) },
            Disciplines = { await connection.QueryAsync<Discipline>(new CommandDefinition(disciplines, cancellationToken: call.CancellationToken)) },
        };
    }

    /// <exception cref="Chassis.Errors.FailedException">DISCIPLINE_UNKNOWN.</exception>
    internal static async Task CheckDisciplineAsync(Change change, string code)
    {
        if (code.Length > 0 && !await change.ExecuteScalarAsync<bool>("select exists (select from discipline where code = @code)", new { code }))
        {
            throw ListingErrors.DisciplineUnknown.ToException();
        }
    }

    /// <summary>Refuses a readiness level that lacks the evidence it wants, in words or as a file.</summary>
    /// <exception cref="Chassis.Errors.FailedException">EVIDENCE_MISSING.</exception>
    internal static async Task CheckEvidenceAsync(Change change, Guid listingId, Listing content)
    {
        if (content.ReadinessEvidence.Trim().Length > 0)
        {
            return;
        }

        const string sql = """
            select l.evidence_zh, l.evidence_en from readiness_level l
            where l.level = @level and l.evidence_required
              and not exists (select from stored_file f where f.owner_kind = 'ListingEvidence' and f.owner_id = @listingId and f.removed_at is null)
            """;
        if (await change.QuerySingleOrDefaultAsync<WantedEvidence>(sql, new { level = content.TechnologyReadiness, listingId }) is { } wanted)
        {
            throw ListingErrors.EvidenceMissing(content.TechnologyReadiness, wanted.EvidenceZh, wanted.EvidenceEn).ToException();
        }
    }

    /// <summary>The name of a readiness level in both languages.</summary>
    internal static async Task<(string Chinese, string English)> LevelNameAsync(NpgsqlConnection connection, int level, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<(string, string)>(
            new CommandDefinition("select name_zh, name_en from readiness_level where level = @level", new { level }, cancellationToken: cancellation));

    private sealed record WantedEvidence(string EvidenceZh, string EvidenceEn);
}
