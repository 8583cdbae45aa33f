using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Errors;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Who reads what of a negotiation.</summary>
internal static class NegotiationReading
{
    /// <summary>For its state: a side or an official.</summary>
    /// <exception cref="FailedException">NOT_FOUND.</exception>
    public static async Task<NegotiationRow> SeenAsync(NpgsqlConnection connection, Caller caller, string negotiationId, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<NegotiationRow>(new CommandDefinition(
            $"{NegotiationRow.Select} where g.negotiation_id = @id", new { id = Guid.Parse(negotiationId) }, cancellationToken: cancellation));
        return row?.IsSeenBy(caller) == true ? row : throw NegotiationErrors.NotFound.ToException();
    }

    /// <summary>For what the sides tell each other.</summary>
    /// <exception cref="FailedException">NOT_FOUND; OTHER_ORGANISATION for an official whose body is no party to the collaboration.</exception>
    public static async Task<NegotiationRow> InsideAsync(NpgsqlConnection connection, Caller caller, string negotiationId, CancellationToken cancellation)
    {
        var row = await SeenAsync(connection, caller, negotiationId, cancellation);
        return row.IsInside(caller) ? row : throw NegotiationErrors.SidesAlone.ToException();
    }
}
