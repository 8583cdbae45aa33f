using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

/// <summary>The index of each replica follows the database, whoever changes it.</summary>
public sealed class IndexTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();
    private static readonly NeedProfile Need = NeedProfile.Of(
        new NeedTerms("增材制造工程师", SkillList.Of([("additive-manufacturing", 3)]), SkillList.Empty, EducationLevel.College, 0, 0, "秦皇岛", EmploymentKind.FullTime), Taxonomy);

    private MatchingIndex _own = null!;
    private MatchingIndex _other = null!;

    public ValueTask InitializeAsync()
    {
        _own = fixture.Services.GetRequiredService<MatchingIndex>();
        _other = new MatchingIndex(fixture.Services.GetRequiredService<Store>(), new CurrentTaxonomy(fixture.Services.GetRequiredService<Store>()));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _other.DisposeAsync();

    [Fact]
    public async Task What_one_replica_commits_every_replica_finds_at_once()
    {
        var before = (await TopAsync(_other)).Count;
        await TopAsync(_own);
        var id = await ImportAsync("增材制造:5");
        var waited = Stopwatch.StartNew();
        Assert.Contains(id, await TopAsync(_own));
        Assert.Contains(id, await TopAsync(_other));
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        await fixture.ScalarAsync<int>("update talent set placed = true where talent_id = @id; select 1", new { id });
        Assert.DoesNotContain(id, await TopAsync(_own));
        Assert.Equal(before, (await TopAsync(_other)).Count);
    }

    [Fact]
    public async Task Of_two_transactions_that_overlap_the_one_that_commits_later_is_found_too()
    {
        var (early, late) = (await ImportAsync("增材制造:1"), await ImportAsync("增材制造:1"));
        await TopAsync(_other);
        const string raise = "update talent set skill_levels = '{5}' where talent_id = @id";
        await using var first = await fixture.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await first.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await first.ExecuteAsync(raise, new { id = early }, transaction);
        await fixture.ScalarAsync<int>(raise + "; select 1", new { id = late });
        var levels = await ScoresAsync(_other);
        Assert.True(levels[late] > levels[early]);

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        levels = await ScoresAsync(_other);
        Assert.Equal(levels[late], levels[early]);
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_found()
    {
        var id = await ImportAsync("增材制造:4");
        await using (var connection = await fixture.Database.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await connection.ExecuteAsync("update talent set placed = true where talent_id = @id", new { id }, transaction);
            Assert.Contains(id, await TopAsync(_own));
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains(id, await TopAsync(_own));
    }

    [Fact]
    public async Task A_replica_that_starts_finds_the_same_as_one_that_followed()
    {
        await ImportAsync("增材制造:2；三维建模:4");
        await using var fresh = new MatchingIndex(fixture.Services.GetRequiredService<Store>(), new CurrentTaxonomy(fixture.Services.GetRequiredService<Store>()));
        var followed = (await _own.TopTalentsAsync([Need], 50, TalentFilter.None, TestContext.Current.CancellationToken)).Single();
        Assert.NotEmpty(followed);
        Assert.Equal(followed, (await fresh.TopTalentsAsync([Need], 50, TalentFilter.None, TestContext.Current.CancellationToken)).Single());
    }

    [Fact]
    public async Task Scores_of_the_index_are_those_of_the_shortlist()
    {
        await ImportAsync("增材制造:3");
        const string firm = "91130302MAYQ10243E";
        var need = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("增材制造工程师", "增材制造"));
        var shortlist = await fixture.Shortlists(fixture.Enterprise(firm)).GetShortlistAsync(new GetShortlistRequest { NeedId = need.NeedId });
        var terms = new NeedTerms(
            "增材制造工程师", SkillList.Of([("additive-manufacturing", 3)]), SkillList.Empty, EducationLevel.Unspecified, 0, 0, "", EmploymentKind.FullTime);
        var found = (await _own.TopTalentsAsync([NeedProfile.Of(terms, Taxonomy)], 10, TalentFilter.None, TestContext.Current.CancellationToken)).Single();
        Assert.Equal(found.Select(talent => (talent.TalentId.ToString(), talent.Points / 100.0)), shortlist.Entries.Select(entry => (entry.TalentId, entry.Score)));
    }

    [Fact]
    public async Task A_closed_need_is_recommended_no_more()
    {
        const string firm = "91130324MAYQ13671K";
        var need = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("逆向建模师", "逆向建模"));
        var talent = new TalentProfile(Guid.Empty, 1, SkillList.Of([("reverse-modelling", 4)]), EducationLevel.Bachelor, [], 0, EmploymentKind.FullTime, 0, [], []);
        Assert.Contains(await NeedsAsync(_other), one => one.NeedId.ToString() == need.NeedId);
        await fixture.Needs(fixture.Enterprise(firm)).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId });
        Assert.DoesNotContain(await NeedsAsync(_other), one => one.NeedId.ToString() == need.NeedId);

        Task<IReadOnlyList<IndexedNeed>> NeedsAsync(MatchingIndex index) => index.TopNeedsAsync(talent, 20, _ => true, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<Guid>> TopAsync(MatchingIndex index) => [.. (await ScoresAsync(index)).Keys];

    private static async Task<Dictionary<Guid, int>> ScoresAsync(MatchingIndex index) =>
        (await index.TopTalentsAsync([Need], 1000, TalentFilter.None, TestContext.Current.CancellationToken)).Single().ToDictionary(talent => talent.TalentId, talent => talent.Points);

    private async Task<Guid> ImportAsync(string skills)
    {
        var report = await fixture.ImportTalentsAsync(
            fixture.Official(), null, $"索引{Guid.CreateVersion7():N},某学院,机械,本科,2027,{skills},,秦皇岛,9,全职,13900000031");
        return Guid.Parse(report.Ids.Single());
    }
}
