using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>What moves an open negotiation from stage to stage.</summary>
public enum NegotiationStep
{
    /// <summary>The owner takes up the firm's interest.</summary>
    AcceptInterest,

    /// <summary>A side puts a text on confidentiality; consents to the one before are void.</summary>
    ProposeNda,

    /// <summary>Both sides have consented to the present text.</summary>
    ConcludeNda,

    /// <summary>A side puts terms; an agreement on the terms before is void.</summary>
    ProposeTerms,

    /// <summary>The other side accepts the newest terms.</summary>
    AcceptTerms,
}

/// <summary>
/// The stages of an open negotiation (洽谈) as one table: what is not in it cannot happen; the schema's trigger knows the same pairs.
/// A contract may be signed, and either side may withdraw, at every stage: a plain technical service needs no data room.
/// </summary>
public static class NegotiationSteps
{
    private static readonly Dictionary<(NegotiationStage, NegotiationStep), NegotiationStage> Table = new()
    {
        [(NegotiationStage.Interest, NegotiationStep.AcceptInterest)] = NegotiationStage.Confidentiality,
        [(NegotiationStage.Confidentiality, NegotiationStep.ProposeNda)] = NegotiationStage.Confidentiality,
        [(NegotiationStage.DueDiligence, NegotiationStep.ProposeNda)] = NegotiationStage.Confidentiality,
        [(NegotiationStage.TermSheet, NegotiationStep.ProposeNda)] = NegotiationStage.Confidentiality,
        [(NegotiationStage.Confidentiality, NegotiationStep.ConcludeNda)] = NegotiationStage.DueDiligence,
        [(NegotiationStage.DueDiligence, NegotiationStep.ProposeTerms)] = NegotiationStage.TermSheet,
        [(NegotiationStage.TermSheet, NegotiationStep.ProposeTerms)] = NegotiationStage.TermSheet,
        [(NegotiationStage.TermsAgreed, NegotiationStep.ProposeTerms)] = NegotiationStage.TermSheet,
        [(NegotiationStage.TermSheet, NegotiationStep.AcceptTerms)] = NegotiationStage.TermsAgreed,
    };

    /// <returns>The next stage; null where the table has no such step.</returns>
    public static NegotiationStage? Next(NegotiationStage stage, NegotiationStep step) => Table.TryGetValue((stage, step), out var next) ? next : null;

    /// <summary>
    /// Whether the other side may read the data room: only once both have consented to the present text on confidentiality, and no more
    /// after the negotiation has ended without a contract.
    /// </summary>
    public static bool IsRoomOpen(NegotiationState state, NegotiationStage stage) =>
        state is NegotiationState.Open or NegotiationState.Agreed && stage >= NegotiationStage.DueDiligence;
}
