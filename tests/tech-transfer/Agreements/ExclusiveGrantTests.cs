using Grpc.Core;
using Npgsql;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Agreements;

public sealed class ExclusiveGrantTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Of_two_firms_that_sign_an_exclusive_licence_at_once_one_wins()
    {
        var listing = await service.ListAsync("两家同时签独占许可的成果");
        var one = await OfferAsync(listing, TransferFixture.Firm, exclusive: true);
        var two = await OfferAsync(listing, TransferFixture.OtherFirm, exclusive: true);
        var results = await Task.WhenAll(TryAsync(one), TryAsync(two));
        Assert.Single(results, state => state == StatusCode.OK);
        Assert.Single(results, state => state == StatusCode.FailedPrecondition);
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*)::int from agreement where listing_id = @id and state in (4, 5)", new { id = Guid.Parse(listing.ListingId) }));
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*)::int from negotiation where listing_id = @id and state = 3", new { id = Guid.Parse(listing.ListingId) }));
    }

    [Fact]
    public async Task An_exclusive_licence_cannot_be_signed_beside_a_plain_one_that_stands()
    {
        var listing = await service.ListAsync("已有普通许可的成果");
        Assert.Equal(StatusCode.OK, await TryAsync(await OfferAsync(listing, TransferFixture.Firm, exclusive: false)));
        var exclusive = await OfferAsync(listing, TransferFixture.OtherFirm, exclusive: true);
        Assert.Equal(StatusCode.FailedPrecondition, await TryAsync(exclusive));
        Assert.Equal(1, await service.ScalarAsync<int>("select state from agreement where agreement_id = @id", new { id = Guid.Parse(exclusive.AgreementId) }));
    }

    [Fact]
    public async Task Plain_licences_stand_beside_each_other()
    {
        var listing = await service.ListAsync("普通许可多家的成果");
        Assert.Equal(StatusCode.OK, await TryAsync(await OfferAsync(listing, TransferFixture.Firm, exclusive: false)));
        Assert.Equal(StatusCode.OK, await TryAsync(await OfferAsync(listing, TransferFixture.OtherFirm, exclusive: false)));
    }

    [Fact]
    public async Task The_schema_keeps_a_second_exclusive_grant_out_whoever_writes_it()
    {
        var standing = await service.SignedAsync("独占许可受库约束的成果", request => request.Exclusive = true);
        var exception = await Assert.ThrowsAsync<PostgresException>(() => service.ScalarAsync<int>(
            """
            with n as (
                insert into negotiation (negotiation_id, listing_id, organisation_code, owner_code, project_id, collaboration_id, state, created_at)
                values (gen_random_uuid(), @listing, 'x', 'y', '', '', 1, now()) returning negotiation_id)
            insert into agreement (agreement_id, negotiation_id, listing_id, kind, amount_cny_fen, terms, terms_hash, exclusive, state, enterprise_signed_at, owner_signed_at)
            select gen_random_uuid(), negotiation_id, @listing, 3, 0, 'x', 'x', true, 5, now(), now() from n returning 1
            """,
            new { listing = Guid.Parse(standing.ListingId) }));
        Assert.Contains(exception.ConstraintName, new[] { "agreement_exclusive", "agreement_negotiation_id_fkey" });
    }

    private async Task<Agreement> OfferAsync(Listing listing, string firm, bool exclusive)
    {
        var owner = service.Agreements(service.University(TransferFixture.Yanshan));
        var drafted = await owner.DraftAgreementAsync(new DraftAgreementRequest
        {
            ListingId = listing.ListingId, OrganisationCode = firm, Kind = AgreementKind.Licence, AmountCnyFen = 1_000_000, Terms = "许可条款", Exclusive = exclusive,
            Pricing = Pricing.Auction, PricingRecord = "拍卖成交确认书",
        });
        await owner.SignAgreementAsync(new AgreementHashRequest { AgreementId = drafted.AgreementId, TermsHash = drafted.TermsHash });
        return drafted;
    }

    private async Task<StatusCode> TryAsync(Agreement agreement)
    {
        try
        {
            await service.Agreements(service.Enterprise(agreement.OrganisationCode)).SignAgreementAsync(
                new AgreementHashRequest { AgreementId = agreement.AgreementId, TermsHash = agreement.TermsHash });
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
