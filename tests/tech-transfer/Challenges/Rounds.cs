using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Tests.Challenges;

/// <summary>The steps of a challenge as its parties take them; each test has challenges of its own.</summary>
internal sealed class Rounds(TransferFixture service)
{
    public const string SecondOfficial = "official-2";

    public ChallengeService.ChallengeServiceClient Firm => new(service.Enterprise(TransferFixture.Firm));

    public ChallengeService.ChallengeServiceClient Official => new(service.Official());

    public ChallengeAwardService.ChallengeAwardServiceClient Awards(CallInvoker caller) => new(caller);

    public ChallengeAwardService.ChallengeAwardServiceClient FirmAwards => new(service.Enterprise(TransferFixture.Firm));

    public ChallengeAwardService.ChallengeAwardServiceClient OfficialAwards => new(service.Official());

    public ProposalService.ProposalServiceClient Proposals(CallInvoker caller) => new(caller);

    public CallInvoker Evaluator(int number) => service.Reviewer($"evaluator-{number}");

    public ChallengeContent Content(string title, TimeSpan? untilDeadline = null)
    {
        var deadline = service.Clock.GetUtcNow() + (untilDeadline ?? TimeSpan.FromDays(10));
        return new ChallengeContent
        {
            Title = title, Industry = "high-end-equipment", Problem = "轧机板形波动，换规格时废品多。", Acceptance = "换规格废品不超过 10 米。", Eligibility = "具有独立法人资格的高校。",
            Ownership = ResultOwnership.Shared, IpTerms = "双方共有。", BountyCnyFen = 100_000_001, Deadline = Timestamp.FromDateTimeOffset(deadline), EvaluationsRequired = 2,
            Milestones =
            {
                new ChallengeMilestone { Title = "样机", DueOn = Day(deadline, 90), PaymentCnyFen = 40_000_001 },
                new ChallengeMilestone { Title = "上线", DueOn = Day(deadline, 180), PaymentCnyFen = 60_000_000 },
            },
        };
    }

    public async Task<Challenge> PublishAsync(string title, TimeSpan? untilDeadline = null)
    {
        var draft = await Firm.CreateChallengeAsync(new CreateChallengeRequest { Content = Content(title, untilDeadline) });
        await Firm.SubmitChallengeAsync(Step(draft));
        return await Official.ApproveChallengeAsync(Step(draft));
    }

    public async Task<ChallengeProposal> ProposeAsync(Challenge challenge, string university, string team, long price = 80_000_000)
    {
        var client = Proposals(service.University(university));
        var draft = await client.CreateProposalAsync(new CreateProposalRequest { ChallengeId = challenge.ChallengeId, Content = Proposal(team, price) });
        return await client.SubmitProposalAsync(new ProposalStepRequest { ProposalId = draft.ProposalId });
    }

    /// <summary>Two proposals, opened and evaluated by two; the first is the better one.</summary>
    public async Task<(Challenge Challenge, ChallengeProposal First, ChallengeProposal Second)> EvaluatedAsync(string title)
    {
        var challenge = await PublishAsync(title, TimeSpan.FromHours(1));
        var first = await ProposeAsync(challenge, TransferFixture.Yanshan, "板形团队", 70_000_001);
        var second = await ProposeAsync(challenge, TransferFixture.Northeastern, "轧制团队");
        await OfficialAwards.AssignEvaluatorsAsync(new AssignEvaluatorsRequest { ChallengeId = challenge.ChallengeId, EvaluatorIds = { "evaluator-1", "evaluator-2" } });
        service.Clock.Move(TimeSpan.FromHours(2));
        await FirmAwards.OpenProposalsAsync(Step(challenge));
        foreach (var number in new[] { 1, 2 })
        {
            await EvaluateAsync(first, number, 90);
            await EvaluateAsync(second, number, 70);
        }

        return (challenge, first, second);
    }

    public Task<Evaluation> EvaluateAsync(ChallengeProposal proposal, int evaluator, int score) => Awards(Evaluator(evaluator)).FileEvaluationAsync(
        new FileEvaluationRequest { ProposalId = proposal.ProposalId, Scores = { score, score, score, score }, Comment = "路线清楚。" }).ResponseAsync;

    public static ProposalContent Proposal(string team, long price = 80_000_000) => new()
    {
        TeamName = team, Members = { new TeamMember { Name = "示例成员", Role = "负责人" } }, Approach = "以机理与数据混合模型预测板形。", PriceCnyFen = price, Months = 6,
    };

    public static ChallengeStepRequest Step(Challenge challenge) => new() { ChallengeId = challenge.ChallengeId };

    public static string Day(DateTimeOffset from, int days) => from.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
