using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>A row of <c>talent_evidence</c>.</summary>
internal sealed class EvidenceRow
{
    public Guid EvidenceId { get; init; }

    public short Kind { get; init; }

    public string Title { get; init; } = "";

    public string Issuer { get; init; } = "";

    public DateOnly? IssuedOn { get; init; }

    public string[] SkillCodes { get; init; } = [];

    public bool Confirmed { get; init; }

    public static async Task<IEnumerable<TalentEvidence>> OfAsync(NpgsqlConnection connection, Guid talentId, CancellationToken cancellation)
    {
        const string sql = """
            select evidence_id, kind, title, issuer, issued_on, skill_codes, confirmed_at is not null as confirmed
            from talent_evidence where talent_id = @talentId order by evidence_id limit 200
            """;
        return (await connection.QueryAsync<EvidenceRow>(new CommandDefinition(sql, new { talentId }, cancellationToken: cancellation))).Select(row => row.ToMessage());
    }

    /// <summary>The talent with its evidence, within a change.</summary>
    public static async Task<TalentMessage> WithAsync(Change change, TalentRow row)
    {
        var talent = row.ToMessage(change.Caller);
        // What was written before must be there to be read.
        talent.Evidence.AddRange(await OfAsync(change.Connection, row.TalentId, change.Cancellation));
        return talent;
    }

    private TalentEvidence ToMessage() => new()
    {
        EvidenceId = EvidenceId.ToString(),
        Kind = (EvidenceKind)Kind,
        Title = Title,
        Issuer = Issuer,
        IssueDate = IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        Skills = { SkillCodes },
        Confirmed = Confirmed,
    };
}
