using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class GlossaryTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private GlossaryService.GlossaryServiceClient Official => new(service.Official());

    [Fact]
    public async Task An_added_name_bridges_the_languages_and_a_removed_one_no_longer()
    {
        var listing = await service.ListAsync("Zubr-type flumox damper");
        var firm = new SearchService.SearchServiceClient(service.Enterprise(TransferFixture.Firm));
        async Task<bool> FoundAsync() => (await firm.SearchListingsAsync(new SearchRequest { Query = "弗莫阻尼" })).Hits.Any(hit => hit.Id == listing.ListingId);
        Assert.False(await FoundAsync());
        var term = await Official.AddGlossaryTermAsync(new AddGlossaryTermRequest { Chinese = "弗莫", English = "flumox" });
        await UntilAsync(FoundAsync);
        Assert.Contains((await Official.ListGlossaryTermsAsync(new ListGlossaryTermsRequest())).Terms, one => one.GlossaryTermId == term.GlossaryTermId);
        await Official.RemoveGlossaryTermAsync(new RemoveGlossaryTermRequest { GlossaryTermId = term.GlossaryTermId });
        await UntilAsync(async () => !await FoundAsync());
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Official.RemoveGlossaryTermAsync(new RemoveGlossaryTermRequest { GlossaryTermId = term.GlossaryTermId }).ResponseAsync);
    }

    [Fact]
    public async Task A_pair_is_added_once_and_not_where_it_is_shipped()
    {
        var request = new AddGlossaryTermRequest { Chinese = "双馈", English = "doubly fed" };
        await Official.AddGlossaryTermAsync(request);
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => Official.AddGlossaryTermAsync(request).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => Official.AddGlossaryTermAsync(new AddGlossaryTermRequest { Chinese = "机器人", English = "robot" }).ResponseAsync);
        Assert.Equal(1, await service.ScalarAsync<long>("select count(*) from glossary_term where chinese in ('双馈', '机器人')"));
    }

    [Fact]
    public async Task A_side_of_stop_words_is_refused() =>
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => Official.AddGlossaryTermAsync(new AddGlossaryTermRequest { Chinese = "的", English = "thing" }).ResponseAsync);

    [Fact]
    public async Task Firms_do_not_change_the_glossary() => await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
        new GlossaryService.GlossaryServiceClient(service.Enterprise(TransferFixture.Firm)).AddGlossaryTermAsync(new AddGlossaryTermRequest { Chinese = "甲", English = "alpha" }).ResponseAsync);

    /// <summary>A replica knows the glossary as of a second ago.</summary>
    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await reached())
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
