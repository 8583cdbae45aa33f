using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Privacy;

/// <inheritdoc cref="PrivacyService"/>
[Authorize(Roles = $"{Roles.Talent},{Roles.University}")]
internal sealed class PrivacyApi(Store store) : PrivacyService.PrivacyServiceBase
{
    public override Task<ListAccessesResponse> ListAccesses(ListAccessesRequest request, ServerCallContext context) =>
        AccessLog.ListAsync(store, request, Caller.Of(context), context.CancellationToken);

    public override Task<PersonalDataFile> ExportPersonalData(ExportPersonalDataRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, "", request, change => Privacy.ExportPersonalData.RunAsync(change, request, Languages.Of(context)));

    public override Task<ErasedTalent> ErasePersonalData(ErasePersonalDataRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Privacy.ErasePersonalData.RunAsync(change, request));
}
