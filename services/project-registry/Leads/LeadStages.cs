using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>The one table of a lead's stages: forward one by one, lost from any but the last, taken up again from lost. The schema's trigger holds the same.</summary>
public static class LeadStages
{
    public static IReadOnlyList<(LeadStage From, LeadStage To)> Moves { get; } =
    [
        (LeadStage.Lead, LeadStage.Contacted),
        (LeadStage.Contacted, LeadStage.Visit),
        (LeadStage.Visit, LeadStage.Negotiation),
        (LeadStage.Negotiation, LeadStage.Signed),
        (LeadStage.Signed, LeadStage.Landed),
        (LeadStage.Lead, LeadStage.Lost),
        (LeadStage.Contacted, LeadStage.Lost),
        (LeadStage.Visit, LeadStage.Lost),
        (LeadStage.Negotiation, LeadStage.Lost),
        (LeadStage.Signed, LeadStage.Lost),
        (LeadStage.Lost, LeadStage.Contacted),
    ];

    public static bool MayMove(LeadStage from, LeadStage to) => Moves.Contains((from, to));

    /// <summary>To lost and back from it.</summary>
    public static bool NeedsReason(LeadStage from, LeadStage to) => from == LeadStage.Lost || to == LeadStage.Lost;

    /// <summary>Whether somebody still works on it.</summary>
    public static bool IsOpen(LeadStage stage) => stage < LeadStage.Landed;
}
