using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

public enum ChallengeStep
{
    Submit,
    Approve,
    Return,
    Withdraw,

    /// <summary>The proposals are opened, after the deadline.</summary>
    Open,
    ProposeAward,
    ConfirmAward,
    RefuseAward,
    Fail,

    /// <summary>The last milestone was paid.</summary>
    Complete,
    Reopen,
}

/// <summary>The life of an open challenge (揭榜挂帅) as one table: what is not in it cannot happen.</summary>
public static class ChallengeStates
{
    private static readonly Dictionary<(ChallengeState, ChallengeStep), ChallengeState> Table = new()
    {
        [(ChallengeState.Draft, ChallengeStep.Submit)] = ChallengeState.InReview,
        [(ChallengeState.Draft, ChallengeStep.Withdraw)] = ChallengeState.Withdrawn,
        [(ChallengeState.InReview, ChallengeStep.Approve)] = ChallengeState.Published,
        [(ChallengeState.InReview, ChallengeStep.Return)] = ChallengeState.Draft,
        [(ChallengeState.InReview, ChallengeStep.Withdraw)] = ChallengeState.Withdrawn,
        [(ChallengeState.Published, ChallengeStep.Withdraw)] = ChallengeState.Withdrawn,
        [(ChallengeState.Published, ChallengeStep.Open)] = ChallengeState.Evaluating,
        [(ChallengeState.Evaluating, ChallengeStep.ProposeAward)] = ChallengeState.AwardProposed,
        [(ChallengeState.Evaluating, ChallengeStep.Fail)] = ChallengeState.Failed,
        [(ChallengeState.AwardProposed, ChallengeStep.ConfirmAward)] = ChallengeState.Awarded,
        [(ChallengeState.AwardProposed, ChallengeStep.RefuseAward)] = ChallengeState.Evaluating,
        [(ChallengeState.Awarded, ChallengeStep.Fail)] = ChallengeState.Failed,
        [(ChallengeState.Awarded, ChallengeStep.Complete)] = ChallengeState.Completed,
        [(ChallengeState.Failed, ChallengeStep.Reopen)] = ChallengeState.InReview,
    };

    /// <param name="round">A reopened challenge, from round 2 on, that is returned has failed: what teams have seen is no draft.</param>
    /// <returns>The next state; null where the table has no such step.</returns>
    public static ChallengeState? Next(ChallengeState state, ChallengeStep step, int round = 1) =>
        state == ChallengeState.InReview && step == ChallengeStep.Return && round > 1 ? ChallengeState.Failed
        : Table.TryGetValue((state, step), out var next) ? next : null;

    /// <summary>Whether the proposals have been opened.</summary>
    public static bool IsOpened(ChallengeState state) =>
        state is ChallengeState.Evaluating or ChallengeState.AwardProposed or ChallengeState.Awarded or ChallengeState.Completed or ChallengeState.Failed;
}
