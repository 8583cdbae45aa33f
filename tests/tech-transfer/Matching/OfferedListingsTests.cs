using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.TechTransfer.Matching;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class OfferedListingsTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private static readonly Need Wanted = new("激光熔覆再制造", [], "", "new-materials", 0, 0, 0);

    [Fact]
    public async Task A_listing_that_commits_after_a_later_one_is_not_skipped()
    {
        var offered = service.Services.GetRequiredService<OfferedListings>();
        await using var early = await service.Database.OpenConnectionAsync();
        await using var open = await early.BeginTransactionAsync();
        var first = await InsertAsync(early, "激光熔覆再制造工艺甲");
        await using var late = await service.Database.OpenConnectionAsync();
        var second = await InsertAsync(late, "激光熔覆再制造工艺乙");
        Assert.Equal([second], await FoundAsync(offered));
        await open.CommitAsync();
        Assert.Equal([first, second], (await FoundAsync(offered)).Order());
        await late.ExecuteAsync("update listing set state = 5 where listing_id = @second", new { second });
        Assert.Equal([first], await FoundAsync(offered));
    }

    [Fact]
    public async Task Another_replica_finds_the_same()
    {
        using var fresh = ActivatorUtilities.CreateInstance<OfferedListings>(service.Services);
        Assert.Equal(await FoundAsync(service.Services.GetRequiredService<OfferedListings>()), await FoundAsync(fresh));
    }

    private static async Task<IEnumerable<Guid>> FoundAsync(OfferedListings offered) =>
        (await offered.SearchAsync([Wanted], 10, CancellationToken.None))[0].Select(scored => scored.Listing.Id);

    private static async Task<Guid> InsertAsync(NpgsqlConnection connection, string title)
    {
        const string sql = """
            insert into listing (
                listing_id, title, title_key, owner_name, owner_key, origin, industry, keywords, summary, technology_readiness,
                patent_numbers, form, asking_price_cny_fen, contact_name, contact_phone, state, created_at)
            values (@id, @title, @title, '某院', '某院', '', 'new-materials', '{}', '', 6, '{}', 0, 0, '', '', 2, now())
            """;
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(sql, new { id, title });
        return id;
    }
}
