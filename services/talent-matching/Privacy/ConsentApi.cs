using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Privacy;

/// <inheritdoc cref="ConsentService"/>
internal sealed class ConsentApi(Store store) : ConsentService.ConsentServiceBase
{
    private const string Givers = $"{Roles.Talent},{Roles.University}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Consent> RequestConsent(RequestConsentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Privacy.GrantConsent.AskAsync(change, request));

    [Authorize(Roles = Givers)]
    public override Task<Consent> GrantConsent(GrantConsentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Privacy.GrantConsent.RunAsync(change, request));

    [Authorize(Roles = Givers)]
    public override Task<Consent> DeclineConsent(ConsentStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => EndConsent.DeclineAsync(change, request));

    [Authorize(Roles = Givers)]
    public override Task<Consent> WithdrawConsent(ConsentStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => EndConsent.WithdrawAsync(change, request));

    [Authorize(Roles = $"{Givers},{Roles.Enterprise},{Roles.Official}")]
    public override Task<ListConsentsResponse> ListConsents(ListConsentsRequest request, ServerCallContext context) =>
        Privacy.ListConsents.RunAsync(store, request, Caller.Of(context), context.CancellationToken);
}
