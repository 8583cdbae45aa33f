using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class NegotiationPermissionTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Only_the_sides_take_part_and_only_they_and_officials_see_it()
    {
        var listing = await service.ListAsync("双方洽谈的成果");
        var open = await service.Negotiations(service.Enterprise(TransferFixture.Firm)).OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId });
        foreach (var stranger in new[] { service.Enterprise(TransferFixture.OtherFirm), service.University(TransferFixture.Northeastern) })
        {
            var client = service.Negotiations(stranger);
            await NotFoundAsync(() => client.GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = open.NegotiationId }).ResponseAsync);
            await NotFoundAsync(() => client.EndNegotiationAsync(new EndNegotiationRequest { NegotiationId = open.NegotiationId, Reason = "无" }).ResponseAsync);
            Assert.Empty((await client.ListNegotiationsAsync(new ListNegotiationsRequest())).Negotiations);
        }

        Assert.Equal(open.NegotiationId, (await service.Negotiations(service.Official()).GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = open.NegotiationId })).NegotiationId);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.Negotiations(service.Official())
            .EndNegotiationAsync(new EndNegotiationRequest { NegotiationId = open.NegotiationId, Reason = "无" }).ResponseAsync);
        Assert.Equal(1, await service.ScalarAsync<int>("select state from negotiation where negotiation_id = @id", new { id = Guid.Parse(open.NegotiationId) }));
    }

    [Fact]
    public async Task A_firm_negotiates_neither_for_the_need_of_another_nor_on_what_is_not_offered()
    {
        var listing = await service.ListAsync("可洽谈的成果");
        var need = await service.Needs(service.Enterprise(TransferFixture.OtherFirm)).CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "他人的需求", Industry = "新材料" });
        var client = service.Negotiations(service.Enterprise(TransferFixture.Firm));
        await NotFoundAsync(() => client.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId, NeedId = need.NeedId }).ResponseAsync);
        var draft = await service.Listings(service.University(TransferFixture.Yanshan)).CreateListingAsync(TransferFixture.Draft("草稿不可洽谈"));
        await NotFoundAsync(() => client.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = draft.ListingId }).ResponseAsync);
        var file = Encoding.UTF8.GetBytes("成果名称,完成单位,产业,成果简介,技术就绪度\n单位未加入的成果,尚未加入的研究院,新材料,完成单位尚未加入平台的成果简介。,6\n");
        var unclaimed = await TransferFixture.ImportAsync(service.Listings(service.Official()).ImportListings(), "one.csv", file);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.OrganisationUnknown, () =>
            client.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = unclaimed.Ids[0] }).ResponseAsync);
    }

    private static Task NotFoundAsync(Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, call);
}
