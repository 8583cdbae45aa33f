using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.SkillWords;

/// <inheritdoc cref="SkillWordService"/>
internal sealed class SkillWordApi(Store store, CurrentTaxonomy current, DecideWord decide, Mapping mapping) : SkillWordService.SkillWordServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<ListSkillWordsResponse> ListSkillWords(ListSkillWordsRequest request, ServerCallContext context) =>
        ReadWords.ListAsync(store, current, request, context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillWordDetails> GetSkillWord(GetSkillWordRequest request, ServerCallContext context) =>
        ReadWords.GetAsync(store, current, request, context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillWord> MapSkillWord(MapSkillWordRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => decide.MapAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillWord> MakeSkillOfWord(MakeSkillOfWordRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => decide.MakeSkillAsync(change, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillWord> DiscardSkillWord(DiscardSkillWordRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => DecideWord.DiscardAsync(change, current, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillMapping> GetSkillMapping(GetSkillMappingRequest request, ServerCallContext context) => mapping.GetAsync(context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<SkillMapping> UpdateSkillMapping(UpdateSkillMappingRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => mapping.UpdateAsync(change, request));
}
