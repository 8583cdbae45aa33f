using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

public enum NeedStep
{
    /// <summary>An agreement was signed for it.</summary>
    Solve,
    Close,
    Reopen,
}

/// <summary>The life of a technology need as one table: what is not in it cannot happen.</summary>
public static class NeedStates
{
    private static readonly Dictionary<(TechnologyNeedState, NeedStep), TechnologyNeedState> Table = new()
    {
        [(TechnologyNeedState.Open, NeedStep.Solve)] = TechnologyNeedState.Solved,
        [(TechnologyNeedState.Open, NeedStep.Close)] = TechnologyNeedState.Closed,
        [(TechnologyNeedState.Closed, NeedStep.Reopen)] = TechnologyNeedState.Open,
    };

    /// <returns>The next state; null where the table has no such step.</returns>
    public static TechnologyNeedState? Next(TechnologyNeedState state, NeedStep step) =>
        Table.TryGetValue((state, step), out var next) ? next : null;
}
