using Xunit;

namespace Platform.SystemTests;

/// <summary>The main job across processes, from import files to a completed collaboration.</summary>
[Collection(nameof(PlatformInstance))]
public sealed class MainJobTests(PlatformInstance platform)
{
    [Fact]
    public async Task The_shipped_files_end_in_25_admitted_projects_their_findings_and_a_completed_collaboration()
    {
        var end = await platform.UndisturbedAsync();
        Assert.Equal(60, end.Pool.Split('\n').Length);
        Assert.Single(end.Collaborations.Split('\n'));
    }

    [Fact]
    public async Task A_second_run_by_the_launcher_meets_what_is_there_and_ends_well()
    {
        await platform.UndisturbedAsync();
        await platform.Launcher.UpAsync();
        var before = await platform.Databases.OneAsync<long>(Databases.Registry, "select count(*) from project");

        var output = await platform.Launcher.RunAsync(["demo", "--seed", "7", "--english"]);

        Assert.Contains("0 new, 300 already there (talents.csv)", output, StringComparison.Ordinal);
        Assert.Contains("projects admitted: 25", output, StringComparison.Ordinal);
        Assert.Contains("collaborations completed: 1", output, StringComparison.Ordinal);
        Assert.Equal(before + 25, await platform.Databases.OneAsync<long>(Databases.Registry, "select count(*) from project"));
        Assert.Equal(300, await platform.Databases.OneAsync<long>(Databases.Talent, "select count(*) from talent"));
    }

    [Fact]
    public async Task Quotas_that_cannot_be_met_end_the_job_with_the_nearest_ones_and_admit_nobody()
    {
        await platform.UndisturbedAsync();
        await platform.Launcher.UpAsync();
        var before = await platform.Databases.OneAsync<long>(Databases.Registry, "select count(*) from project");

        var output = await platform.Launcher.RunAsync(["demo", "--quota", "新材料=12..", "--quota", "生命健康=..3", "--english"], expected: 1);

        Assert.Contains("nearest quotas that can be met", output, StringComparison.Ordinal);
        Assert.Contains("the quotas cannot be met and nothing was selected", output, StringComparison.Ordinal);
        Assert.Equal(before, await platform.Databases.OneAsync<long>(Databases.Registry, "select count(*) from project"));
    }
}
