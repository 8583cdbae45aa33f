using System.Globalization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>Adds and removes what shows a talent's skills. What the college adds it stands for.</summary>
internal sealed class Evidence(CurrentTaxonomy taxonomies)
{
    public async Task<TalentMessage> AddAsync(Change change, AddEvidenceRequest request)
    {
        var taxonomy = await taxonomies.ForWritingAsync(change);
        var row = await OwnTalent.LockAsync(change, request.TalentId);
        if (await change.ExecuteScalarAsync<int>("select count(*)::int from talent_evidence where talent_id = @TalentId", new { row.TalentId }) >= EvidenceLimits.Most)
        {
            throw ProfileErrors.TooMuchEvidence.ToException();
        }

        const string sql = """
            insert into talent_evidence (evidence_id, talent_id, kind, title, issuer, issued_on, skill_codes, confirmed_at, created_at)
            values (@id, @TalentId, @kind, @title, @issuer, @day, @codes, case when @confirmed then @Now end, @Now)
            """;
        var (id, confirmed) = (change.NewId(), change.Caller.Is(Roles.University));
        string[] codes = [.. request.Skills.Select((word, i) => taxonomy.Require(word, ProfileFacts.At("skills", i)).Code).Distinct()];
        await change.ExecuteAsync(sql, new
        {
            id, row.TalentId, kind = (short)request.Kind, title = request.Title.Trim(), issuer = request.Issuer.Trim(), day = DayOf(request.IssueDate, change.Now), codes, confirmed, change.Now,
        });
        await TouchAsync(change, row.TalentId);
        if (confirmed)
        {
            await Awards.CountAsync(change, taxonomy, row.TalentId);
        }
        else if (row.Confirmation != (short)TalentConfirmation.Unconfirmed)
        {
            CreateProfile.AskCollege(change, row.CollegeCode);
        }

        change.Audit("talent.evidence-added", "talent", row.TalentId.ToString(), new { evidence = id, request.Kind });
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, row.TalentId.ToString()));
    }

    public async Task<TalentMessage> RemoveAsync(Change change, RemoveEvidenceRequest request)
    {
        const string find = $"""
            select e.talent_id from talent_evidence e join talent t using (talent_id) where e.evidence_id = @id and {OwnTalent.Condition}
            """;
        var taxonomy = await taxonomies.ForWritingAsync(change);
        var id = Guid.Parse(request.EvidenceId);
        var talentId = await change.QuerySingleOrDefaultAsync<Guid?>(find, new { id, change.Caller.OrganisationCode, change.Caller.Subject })
            ?? throw ProfileErrors.EvidenceNotFound.ToException();
        await OwnTalent.LockAsync(change, talentId.ToString());
        const string delete = "delete from talent_evidence where evidence_id = @id returning kind, title, confirmed_at is not null as confirmed";
        var removed = await change.QuerySingleOrDefaultAsync<Removed>(delete, new { id }) ?? throw ProfileErrors.EvidenceNotFound.ToException();
        await TouchAsync(change, talentId);
        if (removed is { Kind: (short)EvidenceKind.Award, Confirmed: true })
        {
            await Awards.ForgetAsync(change, taxonomy, talentId, removed.Title);
        }

        change.Audit("talent.evidence-removed", "talent", talentId.ToString(), new { evidence = id });
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, talentId.ToString()));
    }

    private static Task TouchAsync(Change change, Guid talentId) =>
        change.ExecuteAsync("update talent set version = version + 1 where talent_id = @talentId", new { talentId });

    private static DateOnly? DayOf(string text, DateTimeOffset now) => text.Length == 0 ? null
        : CityDays.Parse(text) is { } day && day <= CityDays.Of(now) ? day
        : throw ProfileErrors.DateInvalid.ToException();

    private sealed record Removed(short Kind, string Title, bool Confirmed);
}
