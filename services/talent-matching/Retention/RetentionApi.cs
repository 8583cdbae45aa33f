using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Retention;

/// <inheritdoc cref="RetentionService"/>
internal sealed class RetentionApi(Store store, GetRetention retention, GetLeavings leavings) : RetentionService.RetentionServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.University},{Roles.Enterprise}";

    [Authorize(Roles = Readers)]
    public override Task<RetentionTable> GetRetention(GetRetentionRequest request, ServerCallContext context) =>
        retention.RunAsync(request.Dimension, Caller.Of(context), Languages.Of(context), context.CancellationToken);

    [Authorize(Roles = Readers)]
    public override async Task<ExportedStatistics> ExportRetention(ExportRetentionRequest request, ServerCallContext context)
    {
        var language = Languages.Of(context);
        return Retention.ExportRetention.As(request.Format, await retention.RunAsync(request.Dimension, Caller.Of(context), language, context.CancellationToken), language);
    }

    [Authorize(Roles = Readers)]
    public override Task<LeavingTable> GetLeavings(GetLeavingsRequest request, ServerCallContext context) =>
        leavings.RunAsync(Caller.Of(context), Languages.Of(context), context.CancellationToken);

    [Authorize(Roles = Roles.Official)]
    public override Task<RetentionMeasurement> MeasureRetention(MeasureRetentionRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Retention.MeasureRetention.RunAsync(change, request));
}
