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

        var end = await platform.RunFreshAsync(async step =>
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

        await restart;
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

        var end = await platform.RunFreshAsync(async step =>
        {
            if (!killed.Remove(step.Name, out var hosts))
                return;
            // The one before is over, so that no host dies twice and each comes back by a start of its own.
            await accidents;
            accidents = KillAndRestartAsync(hosts);
        });

        await accidents;
        Assert.Empty(killed);
        end.AssertSameAs(undisturbed);
    }

    private async Task KillAndRestartAsync(string[] hosts)
    {
        await Task.Delay(IntoTheStep);
        foreach (var host in hosts)
            await platform.Launcher.KillAsync(host);
        await platform.Launcher.UpAsync();
    }
}
