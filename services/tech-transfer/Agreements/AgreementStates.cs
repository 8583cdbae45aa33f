using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>What can happen to a contract.</summary>
public enum AgreementStep
{
    /// <summary>A new text is put to both sides.</summary>
    Draft,

    /// <summary>The second side agrees to price and text.</summary>
    AgreePrice,

    PublishNotice,

    /// <summary>An objection to the notice was upheld.</summary>
    UpholdObjection,

    /// <summary>The second signature.</summary>
    Sign,

    BringIntoForce,
    Complete,
    Terminate,
}

/// <summary>The life of a technology contract (技术合同) as one table: what is not in it cannot happen.</summary>
public static class AgreementStates
{
    private static readonly Dictionary<(AgreementState, AgreementStep), AgreementState> Table = new()
    {
        [(AgreementState.Draft, AgreementStep.Draft)] = AgreementState.Draft,
        [(AgreementState.PriceAgreed, AgreementStep.Draft)] = AgreementState.Draft,
        [(AgreementState.PublicNotice, AgreementStep.Draft)] = AgreementState.Draft,
        [(AgreementState.Draft, AgreementStep.AgreePrice)] = AgreementState.PriceAgreed,
        [(AgreementState.PriceAgreed, AgreementStep.PublishNotice)] = AgreementState.PublicNotice,
        [(AgreementState.PublicNotice, AgreementStep.UpholdObjection)] = AgreementState.Draft,
        // Signing says more than agreeing to the price; where a notice is needed, SignAgreement asks for it first.
        [(AgreementState.Draft, AgreementStep.Sign)] = AgreementState.Signed,
        [(AgreementState.PriceAgreed, AgreementStep.Sign)] = AgreementState.Signed,
        [(AgreementState.PublicNotice, AgreementStep.Sign)] = AgreementState.Signed,
        [(AgreementState.Signed, AgreementStep.BringIntoForce)] = AgreementState.InForce,
        [(AgreementState.Signed, AgreementStep.Terminate)] = AgreementState.Terminated,
        [(AgreementState.InForce, AgreementStep.Complete)] = AgreementState.Performed,
        [(AgreementState.InForce, AgreementStep.Terminate)] = AgreementState.Terminated,
    };

    /// <returns>The next state; null where the table has no such step.</returns>
    public static AgreementState? Next(AgreementState state, AgreementStep step) => Table.TryGetValue((state, step), out var next) ? next : null;

    /// <summary>The next state, or the refusal that names the present one.</summary>
    internal static AgreementState Require(AgreementState state, AgreementStep step) => Next(state, step) ?? throw AgreementErrors.WrongState(state).ToException();
}
