using Platform.Coordination.V1;
using Platform.Demo.Access;
using Platform.Demo.Printing;
using Platform.Registry.V1;

namespace Platform.Demo.Job;

/// <summary>What the steps of one run know of each other.</summary>
public sealed class JobContext(Connections connections, Vault vault, Printer printer, JobOptions options, CancellationToken cancellation)
{
    public Connections Connections => connections;

    public TimeProvider Clock => connections.Clock;

    /// <summary>The day in the city: all of China keeps UTC+8.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    public Printer Printer => printer;

    public JobOptions Options => options;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The government body that runs the batch; its client also administrates.</summary>
    public Session Official { get; } = connections.As(connections.Settings.Official);

    public Parties Parties => field ??= new Parties(this, vault);

    public string OfficialOrganisation { get; set; } = "";

    public IReadOnlyList<Session> Reviewers { get; set; } = [];

    public Batch Batch { get; set; } = new();

    public IReadOnlyList<Application> Applications { get; set; } = [];

    public Ranking Ranking { get; set; } = new();

    public Selection Selection { get; set; } = new();

    public IReadOnlyList<string> AdmittedIds { get; set; } = [];

    /// <summary>The admitted projects with what was found for them, by rank.</summary>
    public IReadOnlyList<Project> Projects { get; set; } = [];

    /// <summary>Who collaborates on what; null where nothing was found that a collaboration could be formed on.</summary>
    public Matter? Matter { get; set; }

    public Collaboration? Collaboration { get; set; }

    /// <summary>A new id for one change; sending the change again under it makes it once.</summary>
    public string NewRequestId() => Guid.CreateVersion7(Clock.GetUtcNow()).ToString();

    /// <summary>Looks until there is something to see or <see cref="JobOptions.Wait"/> has passed.</summary>
    public Task<T?> UntilAsync<T>(Func<Task<T?>> look)
        where T : class => Patience.UntilAsync(options.Wait, Clock, look, cancellation);

    /// <summary>Runs the work for all items, some at a time.</summary>
    public Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> work, int atATime = 8) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellation },
        async (item, _) => await work(item));
}
