using Xunit;

namespace Platform.SystemTests;

/// <summary>The main job while parts of the platform fail: the end is the same, no event is lost, no effect doubled.</summary>
[Collection(nameof(PlatformInstance))]
public sealed class ChaosTests(PlatformInstance platform)
{
    private static readonly TimeSpan IntoTheStep = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task RabbitMq_stopped_before_the_admission_and_started_later_changes_nothing()
    {
        var undisturbed = await platform.UndisturbedAsync();
        var restart = Task.CompletedTask;

        var end = await EndAsync(() => restart, async step =>
        {
            if (step.Name == "admit")
                await platform.Launcher.KillAsync("rabbitmq", "TERM");
            if (step.Name == "findings")
            {
                // Admitted without a broker; nothing of it has travelled.
                Assert.Equal(25, await platform.Databases.OneAsync<long>(Databases.Registry, "select count(*) from outbox where sent_at is null and type like '%.ProjectAdmitted'"));
                restart = platform.Launcher.UpAsync();
            }
        });

        end.AssertSameAs(undisturbed);
    }

    [Fact]
    public async Task Each_host_killed_once_in_the_middle_changes_nothing()
    {
        var undisturbed = await platform.UndisturbedAsync();
        var killed = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["join"] = ["identity"],
            ["review"] = ["project-registry", "portal"],
            ["findings"] = ["talent-matching", "tech-transfer"],
        };
        var accidents = Task.CompletedTask;

        var end = await EndAsync(() => accidents, async step =>
        {
            if (!killed.Remove(step.Name, out var hosts))
                return;
            // The one before is over, so that no host dies twice and each comes back by a start of its own.
            await accidents;
            accidents = KillAndRestartAsync(hosts);
        });

        Assert.Empty(killed);
        end.AssertSameAs(undisturbed);
    }

    /// <summary>Runs the job; where the launcher could not bring back what was taken away, that is what failed.</summary>
    private async Task<EndState> EndAsync(Func<Task> meanwhile, Func<Demo.Job.Step, Task> before)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        try
        {
            return await platform.RunFreshAsync(
                async step =>
                {
                    await before(step);
                    _ = meanwhile().ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                },
                stop.Token);
        }
        finally
        {
            await meanwhile();
        }
    }

    private async Task KillAndRestartAsync(string[] hosts)
    {
        await Task.Delay(IntoTheStep);
        foreach (var host in hosts)
            await platform.Launcher.KillAsync(host);
        await platform.Launcher.UpAsync();
    }
}
