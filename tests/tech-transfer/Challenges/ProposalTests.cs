using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Challenges;

public sealed class ProposalTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private readonly Rounds _rounds = new(service);

    [Fact]
    public async Task A_proposal_is_sealed_for_everybody_but_its_university_until_it_is_opened()
    {
        var challenge = await _rounds.PublishAsync("密封的榜单", TimeSpan.FromHours(1));
        var proposal = await _rounds.ProposeAsync(challenge, TransferFixture.Yanshan, "密封团队");
        var file = await TransferFileTests.UploadAsync(service, service.University(TransferFixture.Yanshan), TransferFilePurpose.Proposal, proposal.ProposalId);
        await _rounds.OfficialAwards.AssignEvaluatorsAsync(new AssignEvaluatorsRequest { ChallengeId = challenge.ChallengeId, EvaluatorIds = { "evaluator-1" } });
        Assert.Equal(1, (await _rounds.Firm.GetChallengeAsync(new GetChallengeRequest { ChallengeId = challenge.ChallengeId })).ProposalCount);
        foreach (var side in new[] { service.Enterprise(TransferFixture.Firm), service.Official() })
        {
            await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.Sealed, () => Read(side, proposal));
            await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.Sealed, () =>
                _rounds.Awards(side).GetChallengeRankingAsync(new GetChallengeRankingRequest { ChallengeId = challenge.ChallengeId }).ResponseAsync);
            await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.Sealed, () => _rounds.Awards(side).OpenProposalsAsync(Rounds.Step(challenge)).ResponseAsync);
        }

        foreach (var stranger in new[] { service.University(TransferFixture.Northeastern), _rounds.Evaluator(1), service.Enterprise(TransferFixture.OtherFirm), service.Reviewer("insider", TransferFixture.Yanshan) })
        {
            await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Read(stranger, proposal));
            Assert.Empty((await _rounds.Proposals(stranger).ListProposalsAsync(new ListProposalsRequest { ChallengeId = challenge.ChallengeId })).Proposals);
            await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Files(stranger, proposal));
        }

        Assert.Equal(file.FileId, Assert.Single((await Files(service.University(TransferFixture.Yanshan), proposal)).Files).FileId);
        service.Clock.Move(TimeSpan.FromHours(2));
        await _rounds.FirmAwards.OpenProposalsAsync(Rounds.Step(challenge));
        Assert.Equal("密封团队", (await Read(service.Enterprise(TransferFixture.Firm), proposal)).Content.TeamName);
        Assert.Equal("密封团队", (await Read(_rounds.Evaluator(1), proposal)).Content.TeamName);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Read(service.University(TransferFixture.Northeastern), proposal));
    }

    [Fact]
    public async Task Nothing_is_submitted_changed_or_withdrawn_after_the_deadline()
    {
        var challenge = await _rounds.PublishAsync("到期的榜单", TimeSpan.FromHours(1));
        var client = _rounds.Proposals(service.University(TransferFixture.Yanshan));
        var draft = await client.CreateProposalAsync(new CreateProposalRequest { ChallengeId = challenge.ChallengeId, Content = Rounds.Proposal("迟到团队") });
        service.Clock.Move(TimeSpan.FromHours(2));
        Func<Task>[] late =
        [
            () => client.SubmitProposalAsync(new ProposalStepRequest { ProposalId = draft.ProposalId }).ResponseAsync,
            () => client.WithdrawProposalAsync(new ProposalStepRequest { ProposalId = draft.ProposalId }).ResponseAsync,
            () => client.UpdateProposalAsync(new UpdateProposalRequest { ProposalId = draft.ProposalId, Content = Rounds.Proposal("改名团队") }).ResponseAsync,
            () => client.CreateProposalAsync(new CreateProposalRequest { ChallengeId = challenge.ChallengeId, Content = Rounds.Proposal("新团队") }).ResponseAsync,
            () => TransferFileTests.UploadAsync(service, service.University(TransferFixture.Yanshan), TransferFilePurpose.Proposal, draft.ProposalId),
        ];
        foreach (var call in late)
        {
            await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.DeadlinePassed, call);
        }

        Assert.Equal("1 迟到团队", await service.ScalarAsync<string>(
            "select string_agg(state || ' ' || team_name, ',') from challenge_proposal where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
    }

    [Fact]
    public async Task A_price_above_the_bounty_and_a_second_proposal_of_a_team_are_refused()
    {
        var challenge = await _rounds.PublishAsync("报价受限的榜单");
        var client = _rounds.Proposals(service.University(TransferFixture.Yanshan));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PriceRangeInvalid, () => client.CreateProposalAsync(
            new CreateProposalRequest { ChallengeId = challenge.ChallengeId, Content = Rounds.Proposal("高价团队", 100_000_002) }).ResponseAsync);
        await _rounds.ProposeAsync(challenge, TransferFixture.Yanshan, "AI 团队");
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => client.CreateProposalAsync(
            new CreateProposalRequest { ChallengeId = challenge.ChallengeId, Content = Rounds.Proposal("ＡＩ团队") }).ResponseAsync);
        await _rounds.ProposeAsync(challenge, TransferFixture.Yanshan, "另一个团队");
        await _rounds.ProposeAsync(challenge, TransferFixture.Northeastern, "AI 团队");
        Assert.Equal(3, await service.ScalarAsync<int>("select count(*) from challenge_proposal where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => _rounds.Proposals(service.Enterprise(TransferFixture.OtherFirm)).CreateProposalAsync(
            new CreateProposalRequest { ChallengeId = challenge.ChallengeId, Content = Rounds.Proposal("企业团队") }).ResponseAsync);
    }

    private Task<ChallengeProposal> Read(CallInvoker caller, ChallengeProposal proposal) =>
        _rounds.Proposals(caller).GetProposalAsync(new GetProposalRequest { ProposalId = proposal.ProposalId }).ResponseAsync;

    private static Task<ListTransferFilesResponse> Files(CallInvoker caller, ChallengeProposal proposal) => new TransferFileService.TransferFileServiceClient(caller)
        .ListTransferFilesAsync(new ListTransferFilesRequest { Purpose = TransferFilePurpose.Proposal, OwnerId = proposal.ProposalId }).ResponseAsync;
}
