using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>What can happen to a listing.</summary>
public enum ListingStep
{
    /// <summary>Asked to be approved by a second person of the owner.</summary>
    Submit,

    /// <summary>Approved by the second person.</summary>
    Publish,

    /// <summary>Sent back with a reason.</summary>
    Return,
    Withdraw,

    /// <summary>A negotiation on it was opened.</summary>
    Negotiate,

    /// <summary>The last open negotiation on it ended without an agreement.</summary>
    Release,

    /// <summary>An agreement on it was signed.</summary>
    Transfer,
}

/// <summary>The life of a listing (成果) as one table: what is not in it cannot happen.</summary>
public static class ListingStates
{
    private static readonly Dictionary<(ListingState, ListingStep), ListingState> Table = new()
    {
        [(ListingState.Draft, ListingStep.Submit)] = ListingState.InApproval,
        [(ListingState.InApproval, ListingStep.Publish)] = ListingState.Listed,
        [(ListingState.InApproval, ListingStep.Return)] = ListingState.Draft,
        [(ListingState.InApproval, ListingStep.Withdraw)] = ListingState.Withdrawn,
        [(ListingState.Draft, ListingStep.Withdraw)] = ListingState.Withdrawn,
        [(ListingState.Listed, ListingStep.Withdraw)] = ListingState.Withdrawn,
        [(ListingState.Listed, ListingStep.Negotiate)] = ListingState.UnderNegotiation,
        [(ListingState.UnderNegotiation, ListingStep.Negotiate)] = ListingState.UnderNegotiation,
        [(ListingState.UnderNegotiation, ListingStep.Release)] = ListingState.Listed,
        [(ListingState.UnderNegotiation, ListingStep.Transfer)] = ListingState.Transferred,
        // A licence excludes nobody: negotiations that were open beside it may still end in one.
        [(ListingState.Transferred, ListingStep.Release)] = ListingState.Transferred,
        [(ListingState.Transferred, ListingStep.Transfer)] = ListingState.Transferred,
    };

    /// <returns>The next state; null where the table has no such step.</returns>
    public static ListingState? Next(ListingState state, ListingStep step) =>
        Table.TryGetValue((state, step), out var next) ? next : null;

    /// <summary>Whether firms are still shown it: it is matched to needs and negotiations on it may be opened.</summary>
    public static bool IsOffered(ListingState state) => state is ListingState.Listed or ListingState.UnderNegotiation;

    /// <summary>Whether its owner may change what it says; of what is offered only with a second person's approval.</summary>
    public static bool IsChanged(ListingState state) => state == ListingState.Draft || IsOffered(state);
}
