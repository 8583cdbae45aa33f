using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <inheritdoc cref="ProfileService"/>
internal sealed class ProfileApi(Store store, CreateProfile create, UpdateProfile update, Evidence evidence, ConfirmTalent confirm) : ProfileService.ProfileServiceBase
{
    private const string Both = $"{Roles.Talent},{Roles.University}";

    [Authorize(Roles = Roles.Talent)]
    public override Task<TalentMessage> CreateProfile(CreateProfileRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => create.RunAsync(change, request));

    [Authorize(Roles = Roles.Talent)]
    public override Task<TalentMessage> ClaimProfile(ClaimProfileRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Talents.InviteTalent.ClaimAsync(change, request));

    [Authorize(Roles = Roles.Talent)]
    public override Task<TalentMessage> GetProfile(GetProfileRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, "", request, async change => await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, "")));

    [Authorize(Roles = Roles.Talent)]
    public override Task<TalentMessage> UpdateProfile(UpdateProfileRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => update.RunAsync(change, request));

    [Authorize(Roles = Both)]
    public override Task<TalentMessage> AddEvidence(AddEvidenceRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => evidence.AddAsync(change, request));

    [Authorize(Roles = Both)]
    public override Task<TalentMessage> RemoveEvidence(RemoveEvidenceRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => evidence.RemoveAsync(change, request));

    [Authorize(Roles = Roles.University)]
    public override Task<TalentMessage> ConfirmTalent(ConfirmTalentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => confirm.RunAsync(change, request));

    [Authorize(Roles = Roles.University)]
    public override Task<TalentMessage> DeclineTalent(DeclineTalentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Talents.ConfirmTalent.DeclineAsync(change, request));

    // Not answered again: a stored answer would keep the code.
    [Authorize(Roles = Roles.University)]
    public override Task<TalentInvitation> InviteTalent(InviteTalentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, "", request, change => Talents.InviteTalent.RunAsync(change, request));
}
