using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>The history that both sides see; only ever added to.</summary>
internal static class NegotiationActs
{
    /// <param name="stage">The stage it led to.</param>
    /// <param name="note">For those who may read the messages.</param>
    public static void Write(Change change, Guid negotiationId, NegotiationActKind kind, NegotiationStage stage, string note = "") => change.Write(
        """
        insert into negotiation_act (negotiation_id, kind, stage, organisation_code, account, note, at) values ($1, $2, $3, $4, $5, $6, $7)
        """,
        negotiationId, (short)kind, (short)stage, change.Caller.OrganisationCode, change.Caller.OrganisationCode.Length > 0 ? change.Caller.Subject : "", note, change.Now.UtcDateTime);
}
