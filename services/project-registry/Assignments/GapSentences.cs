using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>Says why an application cannot get all its reviewers: conflicts, refusals, full loads, or a pool too small.</summary>
internal sealed class GapSentences(AssignmentBoard board, Language language)
{
    private readonly Dictionary<string, int> _load = board.Pairs.Where(pair => pair.IsStanding).CountBy(pair => pair.ReviewerId, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    public string Of(BoardApplication application)
    {
        var pairs = board.PairsOf(application.ApplicationId).ToDictionary(pair => pair.ReviewerId, StringComparer.Ordinal);
        var active = board.Available.ToList();
        var conflicts = active.Count(reviewer => board.ConflictOf(reviewer, application) is not null);
        var declined = active.Count(reviewer => pairs.GetValueOrDefault(reviewer.ReviewerId)?.State is AssignmentState.Declined or AssignmentState.Removed && board.ConflictOf(reviewer, application) is null);
        var full = active.Count(reviewer => board.ConflictOf(reviewer, application) is null && !pairs.ContainsKey(reviewer.ReviewerId)
            && _load.GetValueOrDefault(reviewer.ReviewerId) >= reviewer.LoadLimit);
        var free = active.Count - conflicts - declined - pairs.Values.Count(pair => pair.IsStanding);
        return language.Pick(
            $"需 {board.Needed} 名；在库专家 {active.Count} 名，其中须回避 {conflicts} 名、已谢绝或移除 {declined} 名、负荷已满 {full} 名。{(free > full ? "其余专家的负荷不足以满足全部申报。" : "")}",
            $"{board.Needed} needed; of {active.Count} active reviewers, {conflicts} must stand back, {declined} declined or were removed, {full} have a full load."
            + (free > full ? " The loads of the others do not suffice for all applications." : ""));
    }
}
