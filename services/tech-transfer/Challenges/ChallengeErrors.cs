using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

public static class ChallengeErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这项榜单，或您无权查看。", "There is no such challenge, or you may not see it.");

    public static readonly Error ProposalNotFound = Error.NotFound("没有这份揭榜方案，或您无权查看。", "There is no such proposal, or you may not see it.");

    public static readonly Error MilestoneNotFound = Error.NotFound("没有这个里程碑，或您无权处理。", "There is no such milestone, or it is not yours to handle.");

    public static readonly Error IndustryUnknown = Error.Invalid(
        ErrorReason.IndustryUnknown, "content.industry", "没有这个产业，请按目录填写。", "There is no such industry: use one of the catalogue.");

    public static readonly Error TrackUnknown = Error.Invalid(
        ErrorReason.TrackUnknown, "content.track", "没有这个赛道，请按目录填写。", "There is no such track: use one of the catalogue.");

    public static readonly Error BountyNotSplit = Error.Precondition(
        ErrorReason.BountyNotSplit, "各里程碑的支付金额之和须等于榜金，请调整。", "The payments of the milestones must add to the bounty: adjust them.");

    public static readonly Error WeightsNot100 = Error.Precondition(
        ErrorReason.WeightsNot100, "评审标准的权重之和须为 100%，请调整。", "The weights of the criteria must add to 100 %: adjust them.");

    public static readonly Error Incomplete = Error.Precondition(
        ErrorReason.Incomplete, "提交前请填写验收标准、揭榜条件、知识产权归属和至少一个里程碑。", "Before submitting, state acceptance, eligibility, who owns the results, and one milestone or more.");

    public static readonly Error PastDeadline = Error.Invalid(
        ErrorReason.PastDate, "deadline", "截止时间已过，请改为将来的时间。", "The deadline has passed: set one to come.");

    public static readonly Error DeadlinePassed = Error.Precondition(
        ErrorReason.DeadlinePassed, "揭榜已截止，不能再提交或修改方案。", "The deadline has passed: proposals can no longer be submitted or changed.");

    public static readonly Error PriceAboveBounty = Error.Invalid(
        ErrorReason.PriceRangeInvalid, "content.price_cny_fen", "报价不能超过榜金，请调整。", "The price exceeds the bounty: lower it.");

    public static readonly Error TeamTaken = Error.Exists("贵单位已有同名团队的方案。", "Your university has a proposal of a team of that name already.");

    public static readonly Error Sealed = Error.Precondition(
        ErrorReason.Sealed, "方案在截止前密封，截止后开启才能查看。", "Proposals are sealed until they are opened after the deadline.");

    public static readonly Error Recusal = Error.Precondition(
        ErrorReason.Recusal, "您与该方案存在利益关系，不能评审。", "You have a conflict of interest with the proposal and cannot evaluate it.");

    public static readonly Error Scores = Error.Invalid(
        ErrorReason.InvalidField, "scores", "请为每项评审标准各给一个 0–100 的分数。", "Give a score of 0 to 100 for each criterion.");

    public static readonly Error SecondPersonNeeded = Error.Precondition(
        ErrorReason.SecondPersonNeeded, "提出人不能自己确认，请由另一人办理。", "Who asked for it cannot confirm it: another person does.");

    public static readonly Error AcceptedUnpaid = Error.Precondition(
        ErrorReason.WrongState, "有已验收而未支付的里程碑，请先记录支付。", "A milestone is accepted and not yet paid: record its payment first.");

    public static readonly Error PaidOn = Error.Invalid(
        ErrorReason.InvalidField, "paid_on", "支付日期须为 2027-07-01 的格式，且不晚于今天。", "Write the day of payment as 2027-07-01, no later than today.");

    public static readonly Error TextNeeded = Error.Invalid(
        ErrorReason.CommentNeeded, "text", "请填写说明。", "Write what it is about.");

    public static Error MilestoneDate(int index) => Error.Invalid(
        ErrorReason.InvalidField, $"content.milestones[{index}].due_on", "里程碑日期须为 2027-07-01 的格式，晚于揭榜截止日，且不早于前一个里程碑。", "Write a milestone's day as 2027-07-01, after the deadline and not before the milestone before it.");

    public static Error EvaluationsMissing(int needed) => Error.Precondition(
        ErrorReason.EvaluationsMissing, $"每份方案须有至少 {needed} 份评审意见，尚未评齐。", $"Each proposal needs {needed} evaluations or more: some are missing.");

    public static Error WrongState(ChallengeState state)
    {
        var (chinese, english) = Name(state);
        return Error.Precondition(ErrorReason.WrongState, $"榜单的状态为“{chinese}”，不能执行此操作。", $"The challenge is {english}: this cannot be done.");
    }

    public static Error ProposalWrongState(ProposalState state) => state switch
    {
        ProposalState.Draft => Error.Precondition(ErrorReason.WrongState, "方案尚未提交，不能执行此操作。", "The proposal is a draft: this cannot be done."),
        ProposalState.Withdrawn => Error.Precondition(ErrorReason.WrongState, "方案已撤回，不能执行此操作。", "The proposal was withdrawn: this cannot be done."),
        _ => Error.Precondition(ErrorReason.WrongState, "方案已提交，不能执行此操作。", "The proposal was submitted: this cannot be done."),
    };

    public static Error MilestoneWrongState(ChallengeMilestoneState state) => state switch
    {
        ChallengeMilestoneState.Planned => Error.Precondition(ErrorReason.WrongState, "团队尚未提交该里程碑的成果。", "The team has not reported the milestone yet."),
        ChallengeMilestoneState.Reported => Error.Precondition(ErrorReason.WrongState, "该里程碑待验收，不能执行此操作。", "The milestone waits for acceptance: this cannot be done."),
        ChallengeMilestoneState.Accepted => Error.Precondition(ErrorReason.WrongState, "该里程碑已验收，不能执行此操作。", "The milestone is accepted: this cannot be done."),
        _ => Error.Precondition(ErrorReason.WrongState, "该里程碑已支付，不能执行此操作。", "The milestone is paid: this cannot be done."),
    };

    private static (string Chinese, string English) Name(ChallengeState state) => state switch
    {
        ChallengeState.Draft => ("草稿", "a draft"),
        ChallengeState.InReview => ("审核中", "in review"),
        ChallengeState.Published => ("揭榜中", "open to proposals"),
        ChallengeState.Evaluating => ("评审中", "being evaluated"),
        ChallengeState.AwardProposed => ("拟定中榜", "waiting for its award to be confirmed"),
        ChallengeState.Awarded => ("已中榜", "awarded"),
        ChallengeState.Completed => ("已完成", "completed"),
        ChallengeState.Failed => ("未达成", "failed"),
        _ => ("已撤榜", "withdrawn"),
    };
}
