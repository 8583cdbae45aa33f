using Grpc.Core;
using Platform.Coordination.V1;
using Xunit;
using static Platform.ProjectRegistry.Tests.Collaborations.CollaborationFixture;

namespace Platform.ProjectRegistry.Tests.Collaborations;

public sealed class CollaborationPermissionTests(CollaborationFixture registry) : IClassFixture<CollaborationFixture>
{
    [Fact]
    public async Task To_a_stranger_a_collaboration_does_not_exist()
    {
        var active = await registry.ActiveAsync(Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Equal(StatusCode.NotFound, await StatusOf(() => registry.AsStranger.GetCollaborationAsync(new GetCollaborationRequest { CollaborationId = active.CollaborationId }).ResponseAsync));
        Assert.Empty((await registry.AsStranger.ListCollaborationsAsync(new ListCollaborationsRequest())).Collaborations);
        Assert.Contains((await registry.AsSchool.ListCollaborationsAsync(new ListCollaborationsRequest())).Collaborations, found => found.CollaborationId == active.CollaborationId);
    }

    [Fact]
    public async Task A_stranger_can_neither_propose_for_others_nor_consent_nor_end()
    {
        var terms = registry.Terms(Guid.CreateVersion7(), Guid.CreateVersion7());
        var proposed = await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = terms });

        Assert.Equal(StatusCode.PermissionDenied, await StatusOf(() => registry.AsStranger.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = terms }).ResponseAsync));
        Assert.Equal(StatusCode.PermissionDenied, await StatusOf(() => registry.AsStranger.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash }).ResponseAsync));
        Assert.Equal(StatusCode.PermissionDenied, await StatusOf(() => registry.AsStranger.DeclineCollaborationAsync(new EndCollaborationRequest { CollaborationId = proposed.CollaborationId, Reason = "不同意" }).ResponseAsync));
        Assert.Equal("1", await registry.ScalarAsync<string>("select state::text from collaboration where collaboration_id = @id", new { id = Guid.Parse(proposed.CollaborationId) }));
    }

    [Fact]
    public async Task A_party_cannot_fulfil_anothers_commitment()
    {
        var active = await registry.ActiveAsync(Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Equal(StatusCode.PermissionDenied, await StatusOf(() => registry.AsFirm.FulfilCommitmentAsync(
            new FulfilCommitmentRequest { CollaborationId = active.CollaborationId, Number = 3, Evidence = "替人登记" }).ResponseAsync));
    }

    [Fact]
    public async Task Without_a_token_or_the_role_nothing_is_answered()
    {
        var anonymous = new CollaborationService.CollaborationServiceClient(registry.Anonymous());
        var reviewer = new CollaborationService.CollaborationServiceClient(registry.Reviewer("reviewer-9"));

        Assert.Equal(StatusCode.Unauthenticated, await StatusOf(() => anonymous.ListCollaborationsAsync(new ListCollaborationsRequest()).ResponseAsync));
        Assert.Equal(StatusCode.PermissionDenied, await StatusOf(() => reviewer.ListCollaborationsAsync(new ListCollaborationsRequest()).ResponseAsync));
    }

    private static async Task<StatusCode> StatusOf<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
