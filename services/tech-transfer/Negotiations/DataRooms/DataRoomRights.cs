using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;

namespace Platform.TechTransfer.Negotiations.DataRooms;

/// <summary>Who may lay out and who may read a data room.</summary>
internal static class DataRoomRights
{
    /// <summary>What the room is to the stored files; their owner is the negotiation.</summary>
    public const string Kind = "DataRoom";

    /// <summary>The owner always; the firm, and a government body that carries the collaboration, while the room is open.</summary>
    /// <exception cref="FailedException">NOT_FOUND, OTHER_ORGANISATION, NDA_NOT_IN_FORCE, WRONG_STATE.</exception>
    public static async Task<NegotiationRow> ReadableAsync(NpgsqlConnection connection, Caller caller, string negotiationId, CancellationToken cancellation)
    {
        var row = await NegotiationReading.InsideAsync(connection, caller, negotiationId, cancellation);
        if (row.IsByOwner(caller) || NegotiationSteps.IsRoomOpen(row.State, row.Stage))
        {
            return row;
        }

        throw (row.State == Transfer.V1.NegotiationState.Ended ? NegotiationErrors.RoomClosed : NegotiationErrors.NdaNotInForce).ToException();
    }

    /// <summary>The owner, while the negotiation is open; locked until the commit.</summary>
    /// <exception cref="FailedException">NOT_FOUND, WRONG_STATE.</exception>
    public static async Task<NegotiationRow> ChangeableAsync(Change change, string negotiationId)
    {
        var (row, _) = await NegotiationLocks.ForOwnerAsync(change, negotiationId);
        NegotiationMove.MustBeOpen(row);
        return row;
    }
}
