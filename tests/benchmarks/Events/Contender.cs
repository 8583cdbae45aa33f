using Npgsql;

namespace Platform.Benchmarks.Events;

/// <summary>One way to carry a committed change to its effect elsewhere, started on its own ground.</summary>
internal abstract class Contender : IAsyncDisposable
{
    public abstract string Name { get; }

    public required NpgsqlDataSource Database { get; init; }

    /// <summary>One business row and one outbox row in one commit; returns when it is committed.</summary>
    public abstract Task CommitAsync(Guid id, int number);

    /// <summary>How many messages the inbox has recorded.</summary>
    public abstract string CountInbox { get; }

    public abstract ValueTask DisposeAsync();
}
