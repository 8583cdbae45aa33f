using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <inheritdoc cref="TrainingCourseService"/>
internal sealed class TrainingCourseApi(Store store) : TrainingCourseService.TrainingCourseServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise},{Roles.University}";
    private const string Parties = $"{Roles.Enterprise},{Roles.University}";

    [Authorize(Roles = Parties)]
    public override Task<EnrolTalentsResponse> EnrolTalents(EnrolTalentsRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Training.EnrolTalents.RunAsync(change, request));

    [Authorize(Roles = Roles.Talent)]
    public override Task<TrainingEnrolment> EnrolMyself(EnrolMyselfRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Training.EnrolTalents.SelfAsync(change, request));

    [Authorize(Roles = Roles.Talent)]
    public override Task<ListMyEnrolmentsResponse> ListMyEnrolments(ListMyEnrolmentsRequest request, ServerCallContext context) =>
        Training.ListEnrolments.MineAsync(store, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Parties},{Roles.Talent}")]
    public override Task<TrainingEnrolment> WithdrawEnrolment(WithdrawEnrolmentRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Training.WithdrawEnrolment.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<ListEnrolmentsResponse> ListEnrolments(ListEnrolmentsRequest request, ServerCallContext context) =>
        Training.ListEnrolments.RunAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Parties)]
    public override Task<TrainingSession> AddSession(AddSessionRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Sessions.AddAsync(change, request));

    [Authorize(Roles = Parties)]
    public override Task<TrainingSession> RecordAttendance(RecordAttendanceRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Sessions.RecordAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context) =>
        Sessions.ListAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Parties)]
    public override Task<ListEnrolmentsResponse> RecordResults(RecordResultsRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Training.RecordResults.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<TrainingOutcome> GetTrainingOutcome(GetTrainingOutcomeRequest request, ServerCallContext context) =>
        ReadOutcome.RunAsync(store, request, Caller.Of(context), context.CancellationToken);
}
