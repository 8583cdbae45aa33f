using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

public sealed class ChallengeGrpc(WriteChallenge write, StepChallenge step, EndChallenge end, ReadChallenges read) : ChallengeService.ChallengeServiceBase
{
    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> CreateChallenge(CreateChallengeRequest request, ServerCallContext context) => write.CreateAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> UpdateChallenge(UpdateChallengeRequest request, ServerCallContext context) => write.UpdateAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> SubmitChallenge(ChallengeStepRequest request, ServerCallContext context) => step.SubmitAsync(request, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<Challenge> ApproveChallenge(ChallengeStepRequest request, ServerCallContext context) => step.ApproveAsync(request, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<Challenge> ReturnChallenge(ChallengeReasonRequest request, ServerCallContext context) => step.ReturnAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> WithdrawChallenge(ChallengeReasonRequest request, ServerCallContext context) => end.WithdrawAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> FailChallenge(ChallengeReasonRequest request, ServerCallContext context) => end.FailAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> ReopenChallenge(ReopenChallengeRequest request, ServerCallContext context) => end.ReopenAsync(request, context);

    [Authorize]
    public override Task<Challenge> GetChallenge(GetChallengeRequest request, ServerCallContext context) => read.GetAsync(request, context);

    [Authorize]
    public override Task<ListChallengesResponse> ListChallenges(ListChallengesRequest request, ServerCallContext context) => read.ListAsync(request, context);
}

public sealed class ProposalGrpc(WriteProposal write, ReadProposals read) : ProposalService.ProposalServiceBase
{
    private const string Readers = $"{Roles.University},{Roles.Enterprise},{Roles.Official},{Roles.Reviewer}";

    [Authorize(Roles = Roles.University)]
    public override Task<ChallengeProposal> CreateProposal(CreateProposalRequest request, ServerCallContext context) => write.CreateAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<ChallengeProposal> UpdateProposal(UpdateProposalRequest request, ServerCallContext context) => write.UpdateAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<ChallengeProposal> SubmitProposal(ProposalStepRequest request, ServerCallContext context) => write.SubmitAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<ChallengeProposal> WithdrawProposal(ProposalStepRequest request, ServerCallContext context) => write.WithdrawAsync(request, context);

    [Authorize(Roles = Readers)]
    public override Task<ChallengeProposal> GetProposal(GetProposalRequest request, ServerCallContext context) => read.GetAsync(request, context);

    [Authorize(Roles = Readers)]
    public override Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context) => read.ListAsync(request, context);
}

public sealed class ChallengeAwardGrpc(Award award, Evaluate evaluate, RankProposals rank, Milestones milestones) : ChallengeAwardService.ChallengeAwardServiceBase
{
    private const string PublisherOrOfficial = $"{Roles.Enterprise},{Roles.Official}";

    [Authorize(Roles = PublisherOrOfficial)]
    public override Task<Challenge> OpenProposals(ChallengeStepRequest request, ServerCallContext context) => award.OpenAsync(request, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<Challenge> AssignEvaluators(AssignEvaluatorsRequest request, ServerCallContext context) => evaluate.AssignAsync(request, context);

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<DeclareProposalConflictResponse> DeclareProposalConflict(DeclareProposalConflictRequest request, ServerCallContext context) => evaluate.DeclareAsync(request, context);

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<Evaluation> FileEvaluation(FileEvaluationRequest request, ServerCallContext context) => evaluate.FileAsync(request, context);

    [Authorize(Roles = PublisherOrOfficial)]
    public override Task<ChallengeRanking> GetChallengeRanking(GetChallengeRankingRequest request, ServerCallContext context) => rank.HandleAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> ProposeAward(ProposeAwardRequest request, ServerCallContext context) => award.ProposeAsync(request, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<Challenge> ConfirmAward(ChallengeStepRequest request, ServerCallContext context) => award.ConfirmAsync(request, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<Challenge> RefuseAward(ChallengeReasonRequest request, ServerCallContext context) => award.RefuseAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Challenge> ReportChallengeMilestone(ChallengeMilestoneRequest request, ServerCallContext context) => milestones.ReportAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> AcceptChallengeMilestone(ChallengeMilestoneRequest request, ServerCallContext context) => milestones.AcceptAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> ReturnChallengeMilestone(ChallengeMilestoneRequest request, ServerCallContext context) => milestones.ReturnAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Challenge> RecordChallengePayment(RecordChallengePaymentRequest request, ServerCallContext context) => milestones.PayAsync(request, context);
}
