using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>
/// One kind of decision that needs two officials: what may be proposed, and what its approval carries out. Registered with the
/// host as a singleton; the rest (who may decide, once only, staleness, notifications, audit) is the same for all kinds.
/// </summary>
public interface IDecisionKind
{
    DecisionKind Kind { get; }

    /// <summary>
    /// Locks the subject and refuses what cannot be decided about it now. Runs when the decision is proposed and again, before
    /// <see cref="ApplyAsync"/>, when it is approved. Takes the locks in the registry's order: batch, then application or project.
    /// </summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE, or another reason of the kind.</exception>
    Task<DecisionSubject> CheckAsync(Change change, Guid subjectId, DecisionTerms terms);

    /// <summary>Carries the approved decision out, in the transaction that approves it, on the subject that was just checked.</summary>
    Task ApplyAsync(Change change, ApprovedDecision decision);
}

/// <summary>What a decision is about, as it stands.</summary>
/// <param name="Name">For the list of decisions.</param>
/// <param name="Version">
/// Changes with anything that the official who proposes relies on; a decision whose subject has another version at the approval
/// is refused.
/// </param>
/// <param name="Link">The portal's page.</param>
public sealed record DecisionSubject(string Name, string Version, string Link);

/// <summary>A decision in the moment of its approval.</summary>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="ProposedBy">Account of the first official.</param>
/// <param name="ApprovedBy">Account of the second official.</param>
public sealed record ApprovedDecision(Guid DecisionId, Guid SubjectId, DecisionTerms Terms, string Reason, string ProposedBy, string ApprovedBy);

/// <summary>The kinds that the host knows.</summary>
public sealed class DecisionKinds(IEnumerable<IDecisionKind> kinds)
{
    private readonly Dictionary<DecisionKind, IDecisionKind> _kinds = kinds.ToDictionary(kind => kind.Kind);

    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD where no such decision can be made.</exception>
    public IDecisionKind Of(DecisionKind kind) => _kinds.TryGetValue(kind, out var found) ? found : throw DecisionErrors.KindUnknown.ToException();

    public static DecisionKind KindOf(DecisionTerms terms) => (DecisionKind)terms.TermsCase;
}
