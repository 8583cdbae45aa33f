using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Decisions;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Two officials remove a project from the pool, for the reason that the first one gives.</summary>
internal sealed class RemovalDecision : IDecisionKind
{
    public DecisionKind Kind => DecisionKind.ProjectRemoval;

    public async Task<DecisionSubject> CheckAsync(Change change, Guid subjectId, DecisionTerms terms)
    {
        var project = await PoolProject.LockAsync(change, subjectId);
        project.MustBeInPool();
        return project.ToSubject();
    }

    public async Task ApplyAsync(Change change, ApprovedDecision decision) =>
        await LeavePool.TakeAsync(change, await PoolProject.LockAsync(change, decision.SubjectId), ProjectStep.Remove, decision.Reason);
}

/// <summary>Two officials graduate a project that meets the conditions of <see cref="Graduation"/>, at the proposal and at the approval.</summary>
internal sealed class GraduationDecision : IDecisionKind
{
    public DecisionKind Kind => DecisionKind.ProjectGraduation;

    public async Task<DecisionSubject> CheckAsync(Change change, Guid subjectId, DecisionTerms terms)
    {
        var project = await PoolProject.LockAsync(change, subjectId);
        project.MustBeInPool();
        var facts = await StoredFacts.ReadAsync(change.Connection, change.Transaction, [subjectId], CityDays.Of(change.Now), change.Cancellation);
        var open = facts.GraduationOf(subjectId)?.Conditions.Where(condition => !condition.Met).ToList() ?? [];
        return open.Count == 0
            ? project.ToSubject()
            : throw PoolErrors.GraduationNotReached(
                string.Join('；', open.Select(condition => condition.Zh)), string.Join("; ", open.Select(condition => condition.En))).ToException();
    }

    public async Task ApplyAsync(Change change, ApprovedDecision decision) =>
        await LeavePool.TakeAsync(change, await PoolProject.LockAsync(change, decision.SubjectId), ProjectStep.Graduate, decision.Reason);
}
