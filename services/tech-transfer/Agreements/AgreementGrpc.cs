using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

public sealed class AgreementGrpc(Store store, TimeProvider clock) : AgreementService.AgreementServiceBase
{
    private const string Sides = $"{Roles.Enterprise},{Roles.University}";
    private const string Readers = $"{Sides},{Roles.Official}";

    [Authorize(Roles = Sides)]
    public override Task<Agreement> DraftAgreement(DraftAgreementRequest request, ServerCallContext context) => Agreements.DraftAgreement.RunAsync(store, context, request);

    [Authorize(Roles = Sides)]
    public override Task<Agreement> AgreePrice(AgreementHashRequest request, ServerCallContext context) => Agreements.AgreePrice.RunAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Agreement> PublishPriceNotice(PublishPriceNoticeRequest request, ServerCallContext context) => Agreements.PublishPriceNotice.RunAsync(store, context, request);

    [Authorize(Roles = Sides)]
    public override Task<Agreement> SignAgreement(AgreementHashRequest request, ServerCallContext context) => Agreements.SignAgreement.RunAsync(store, context, request);

    [Authorize(Roles = Sides)]
    public override Task<Agreement> BringIntoForce(AgreementStepRequest request, ServerCallContext context) => StepAgreement.RunAsync(store, context, request, AgreementStep.BringIntoForce);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Agreement> AcceptMilestone(AcceptMilestoneRequest request, ServerCallContext context) => Agreements.AcceptMilestone.RunAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Agreement> ConfirmPayment(ConfirmPaymentRequest request, ServerCallContext context) => Agreements.ConfirmPayment.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Agreement> ReportSales(ReportSalesRequest request, ServerCallContext context) => Agreements.ReportSales.RunAsync(store, context, request);

    [Authorize(Roles = Sides)]
    public override Task<Agreement> CompleteAgreement(AgreementStepRequest request, ServerCallContext context) => StepAgreement.RunAsync(store, context, request, AgreementStep.Complete);

    [Authorize(Roles = Sides)]
    public override Task<Agreement> TerminateAgreement(AgreementStepRequest request, ServerCallContext context) => StepAgreement.RunAsync(store, context, request, AgreementStep.Terminate);

    [Authorize(Roles = Roles.University)]
    public override Task<Agreement> RecordRegistration(RecordRegistrationRequest request, ServerCallContext context) => Agreements.RecordRegistration.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<Agreement> GetAgreement(GetAgreementRequest request, ServerCallContext context) => ReadAgreements.GetAsync(store, clock, context, request);

    [Authorize(Roles = Readers)]
    public override Task<ListAgreementsResponse> ListAgreements(ListAgreementsRequest request, ServerCallContext context) => ReadAgreements.ListAsync(store, clock, context, request);

    [Authorize(Roles = Readers)]
    public override Task<TransferDocument> ExportRegistration(ExportRegistrationRequest request, ServerCallContext context) => Agreements.ExportRegistration.RunAsync(store, context, request);
}
