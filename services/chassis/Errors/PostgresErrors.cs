using Npgsql;

namespace Platform.Chassis.Errors;

/// <summary>Translates what PostgreSQL refuses into named failures, by SqlState.</summary>
public static class PostgresErrors
{
    /// <summary>The named failure an exception stands for; null where it is none.</summary>
    public static Error? Translate(Exception exception) => exception switch
    {
        FailedException failed => failed.Error,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => CommonErrors.Duplicate,
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => CommonErrors.UnstorableText,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable } => CommonErrors.ConcurrentChange,
        _ when IsUnavailable(exception) => CommonErrors.StoreUnavailable,
        _ => null,
    };

    /// <summary>Whether the same work may succeed later without any change to it: the server is away or two changes met.</summary>
    public static bool IsTransient(Exception exception) =>
        IsUnavailable(exception)
        || exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable };

    /// <summary>Whether it broke exactly this constraint, which the schema names.</summary>
    public static bool Violates(this PostgresException exception, string constraint) =>
        exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.ExclusionViolation
        && exception.ConstraintName == constraint;

    private static bool IsUnavailable(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections }
        || (exception is NpgsqlException and not PostgresException && exception.InnerException is System.Net.Sockets.SocketException or System.IO.IOException or TimeoutException)
        || exception is NpgsqlException { IsTransient: true } and not PostgresException;
}
