using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Reviewers;

/// <summary>With a pool of its own: an assignment takes whom it likes of a larger one.</summary>
public sealed class DeclaredConflictTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_declared_conflict_ends_the_assignment_and_tells_the_official_and_lifting_it_keeps_the_record()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        var id = journey.Applications[0].ApplicationId;
        var own = new ReviewerService.ReviewerServiceClient(registry.Reviewer("reviewer-2"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, own.DeclareConflictAsync(new DeclareConflictRequest { ReviewerId = "reviewer-2", Reason = "无对象" }));
        var conflict = await own.DeclareConflictAsync(new DeclareConflictRequest { ReviewerId = "reviewer-2", ApplicationId = id, Reason = "本人学生任职" });
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, own.DeclareConflictAsync(new DeclareConflictRequest { ReviewerId = "reviewer-2", ApplicationId = id, Reason = "再报" }));
        Assert.Equal(4, await registry.ScalarAsync<int>("select state::int from assignment where application_id = @id::uuid and reviewer_id = 'reviewer-2'", new { id }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.Recusal, registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(id, 50)));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'assignment.conflict' and account_id = 'official-1'"));

        var lifted = await registry.Reviewers.LiftConflictAsync(new LiftConflictRequest { ConflictId = conflict.ConflictId, Reason = "误报" });
        Assert.Equal(("误报", "本人学生任职"), (lifted.LiftReason, lifted.Reason));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Reviewers.LiftConflictAsync(new LiftConflictRequest { ConflictId = conflict.ConflictId, Reason = "再解除" }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, own.LiftConflictAsync(new LiftConflictRequest { ConflictId = conflict.ConflictId, Reason = "自行解除" }));
    }
}
