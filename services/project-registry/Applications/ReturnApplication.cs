using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>FORMAL_CHECK → RETURNED: the firm has until a day in the city to correct what the comments name.</summary>
internal static class ReturnApplication
{
    /// <summary>Where neither the official nor the batch's calendar sets a day [choice].</summary>
    private const int DefaultDays = 10;

    public static Task<Application> RunAsync(Store store, ServerCallContext call, ReturnApplicationRequest request)
    {
        CheckComments(request);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (_, application) = await ApplicationRow.LockSeenAsync(change, Sight.AsOfficial(change.Caller), request.ApplicationId, request.Etag);
            var next = ApplicationSteps.Take(application.State, ApplicationStep.Return);
            var until = await change.QuerySingleOrDefaultAsync<DateTimeOffset?>("select correction_until from batch where batch_id = @BatchId", new { application.BatchId });
            var deadline = CorrectionDeadline.Of(request.Deadline, until, change.Now, DefaultDays);
            await Returns.AddAsync(change, application, new ApplicationReturn
            {
                Reason = request.Reason.Trim(),
                Deadline = CityDays.Text(CityDays.Of(deadline)),
                DeadlineTime = Timestamp.FromDateTimeOffset(deadline),
                Comments = { request.Comments },
                ReturnTime = Timestamp.FromDateTimeOffset(change.Now),
            });
            await application.MoveAsync(change, next);
            change.Audit("application.return", "application", request.ApplicationId, new { comments = request.Comments.Select(comment => comment.Field), deadline });
            Notify.Organisation(change, application.OrganisationCode, new Message(
                "application.returned",
                $"《{application.ProjectName}》被退回补正，请于 {CityDays.Text(deadline)} 前修改并重新提交。",
                $"“{application.ProjectName}” was returned for correction: change it and submit it again by {CityDays.Text(deadline)}.",
                $"/applications/{application.ApplicationId}"));
            return (await ApplicationRow.ReadAsync(change, application.ApplicationId)).ToMessage(masked: false);
        });
    }

    private static void CheckComments(ReturnApplicationRequest request)
    {
        if (request.Comments.Count == 0 && string.IsNullOrWhiteSpace(request.Reason))
        {
            throw ApplicationErrors.NothingToCorrect.ToException();
        }

        if (request.Comments.FirstOrDefault(comment => !ApplicationFields.MayComment(comment.Field)) is { } unknown)
        {
            throw ApplicationErrors.CommentUnknown(unknown.Field).ToException();
        }
    }
}
