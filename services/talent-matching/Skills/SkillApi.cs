using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <inheritdoc cref="SkillService"/>
internal sealed class SkillApi(Store store, CurrentTaxonomy current, EditSkill edit, MergeSkill merge) : SkillService.SkillServiceBase
{
    private const int UsualSuggestions = 5;

    public override async Task<ListSkillsResponse> ListSkills(ListSkillsRequest request, ServerCallContext context) =>
        Skills.ListSkills.Of(await NowAsync(context), request);

    public override Task<SkillDetails> GetSkill(GetSkillRequest request, ServerCallContext context) => ReadSkills.GetAsync(store, current, request, context.CancellationToken);

    public override async Task<SuggestSkillsResponse> SuggestSkills(SuggestSkillsRequest request, ServerCallContext context)
    {
        var taxonomy = await NowAsync(context);
        var found = taxonomy.Suggest(request.Word, request.Count == 0 ? UsualSuggestions : request.Count);
        return new SuggestSkillsResponse { Suggestions = { found.Select(suggestion => SkillMessages.Of(suggestion, taxonomy)) } };
    }

    [Authorize(Roles = Roles.Official)]
    public override Task<Skill> CreateSkill(CreateSkillRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => edit.CreateAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<Skill> UpdateSkill(UpdateSkillRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => edit.UpdateAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<Skill> RetireSkill(SkillStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => edit.RetireAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<Skill> RestoreSkill(SkillStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => edit.RestoreAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<Skill> MergeSkill(MergeSkillRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => merge.RunAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<ListSkillChangesResponse> ListSkillChanges(ListSkillChangesRequest request, ServerCallContext context) =>
        ReadSkills.ChangesAsync(store, request, context.CancellationToken);

    public override Task<ListSkillLevelsResponse> ListSkillLevels(ListSkillLevelsRequest request, ServerCallContext context) =>
        SkillLevels.ListAsync(store, context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillLevelText> UpdateSkillLevel(UpdateSkillLevelRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => SkillLevels.UpdateAsync(change, request));

    private async Task<SkillTaxonomy> NowAsync(ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return await current.AtAsync(connection, context.CancellationToken);
    }
}
