using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>Officials make, change, retire and restore skills; each change is a new version of the taxonomy.</summary>
internal sealed class EditSkill(CurrentTaxonomy current)
{
    public async Task<Skill> CreateAsync(Change change, CreateSkillRequest request)
    {
        var taxonomy = await current.ForChangingAsync(change);
        return SkillMessages.Of(await CreateAsync(change, taxonomy, request.Skill));
    }

    /// <summary>Within a transaction that has the taxonomy alone.</summary>
    public static async Task<SkillEntry> CreateAsync(Change change, SkillTaxonomy taxonomy, Skill skill)
    {
        var code = skill.Code.Length > 0 ? skill.Code : SkillRules.CodeFor(skill.NameEn, taxonomy.ByCode.ContainsKey);
        if (taxonomy.ByCode.ContainsKey(code))
        {
            throw SkillErrors.CodeTaken.ToException();
        }

        var entry = SkillRules.Checked(skill.ToEntry(new SkillEntry(code, "", "", [], [], [])), taxonomy);
        return await SkillChanges.StoreAsync(change, "skill.created", null, entry);
    }

    public async Task<Skill> UpdateAsync(Change change, UpdateSkillRequest request)
    {
        var taxonomy = await current.ForChangingAsync(change);
        var present = Present(taxonomy, request.Skill.Code, request.Skill.Etag);
        var entry = SkillRules.Checked(request.Skill.ToEntry(present), taxonomy);
        return SkillMessages.Of(await SkillChanges.StoreAsync(change, "skill.updated", present, entry));
    }

    public async Task<Skill> RetireAsync(Change change, SkillStepRequest request)
    {
        var present = Present(await current.ForChangingAsync(change), request.Code, request.Etag);
        return present.State == SkillState.Active
            ? SkillMessages.Of(await SkillChanges.StoreAsync(change, "skill.retired", present, present with { State = SkillState.Retired }))
            : throw SkillErrors.NotActive.ToException();
    }

    public async Task<Skill> RestoreAsync(Change change, SkillStepRequest request)
    {
        var taxonomy = await current.ForChangingAsync(change);
        var present = Present(taxonomy, request.Code, request.Etag);
        return present.State == SkillState.Retired
            ? SkillMessages.Of(await SkillChanges.StoreAsync(change, "skill.restored", present, SkillRules.Checked(present with { State = SkillState.Active }, taxonomy)))
            : throw SkillErrors.NotRetired.ToException();
    }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE where it is merged, ETAG_MISMATCH.</exception>
    internal static SkillEntry Present(SkillTaxonomy taxonomy, string code, string etag)
    {
        var present = taxonomy.ByCode.GetValueOrDefault(code) ?? throw SkillErrors.NotFound.ToException();
        if (present.State == SkillState.Merged)
        {
            throw SkillErrors.Merged.ToException();
        }

        Etag.Check(etag, present.Version);
        return present;
    }
}
