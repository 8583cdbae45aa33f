using Grpc.Core;
using Npgsql;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class ExclusivityTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task While_one_firm_negotiates_to_have_it_alone_no_other_may_begin()
    {
        var listing = await service.ListAsync("独占洽谈的成果");
        var one = await Table.OnAsync(service, listing.ListingId, TransferForm.ExclusiveLicence);
        await one.AcceptInterestAsync();
        await ExclusiveAsync(() => Table.OnAsync(service, listing.ListingId, TransferForm.Licence, TransferFixture.OtherFirm));
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from negotiation where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));
        await one.EndAsync(one.Owner);
        await Table.OnAsync(service, listing.ListingId, TransferForm.Licence, TransferFixture.OtherFirm);
    }

    [Fact]
    public async Task Of_two_exclusive_interests_taken_up_at_once_one_wins()
    {
        var listing = await service.ListAsync("两家争独占的成果");
        var one = await Table.OnAsync(service, listing.ListingId, TransferForm.ExclusiveLicence);
        var two = await Table.OnAsync(service, listing.ListingId, TransferForm.Assignment, TransferFixture.OtherFirm);
        var answers = await Task.WhenAll(TryAsync(one), TryAsync(two));
        Assert.Single(answers, won => won);
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from negotiation where listing_id = @id and stage = 2", new { id = Guid.Parse(listing.ListingId) }));

        async Task<bool> TryAsync(Table table)
        {
            try
            {
                await table.AcceptInterestAsync();
                return true;
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Exclusive_terms_are_refused_while_others_negotiate_and_others_while_the_terms_are_exclusive()
    {
        var listing = await service.ListAsync("由普通转独占的成果");
        var one = await Table.OnAsync(service, listing.ListingId);
        await one.AcceptInterestAsync();
        await one.ConcludeNdaAsync(Table.Secret);
        var two = await Table.OnAsync(service, listing.ListingId, firm: TransferFixture.OtherFirm);
        await two.AcceptInterestAsync();
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.OthersNegotiate, () => one.ProposeAsync(one.Firm, Exclusive()));
        Assert.Equal((NegotiationState.Open, NegotiationStage.DueDiligence), await one.StoredAsync());

        await two.EndAsync(two.Owner);
        await one.ProposeAsync(one.Firm, Exclusive());
        await ExclusiveAsync(() => Table.OnAsync(service, listing.ListingId, firm: TransferFixture.OtherFirm));
        await one.ProposeAsync(one.Owner, Table.Licence());
        await Table.OnAsync(service, listing.ListingId, firm: TransferFixture.OtherFirm);
    }

    [Fact]
    public async Task The_schema_holds_one_exclusive_negotiation_a_listing()
    {
        var listing = await service.ListAsync("约束独占的成果");
        var one = await Table.OnAsync(service, listing.ListingId, TransferForm.ExclusiveLicence);
        var two = await Table.OnAsync(service, listing.ListingId, TransferForm.ExclusiveLicence, TransferFixture.OtherFirm);
        await using var command = service.Database.CreateCommand("update negotiation set stage = 2 where negotiation_id = any($1)");
        command.Parameters.Add(new() { Value = new[] { one.Id, two.Id } });
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("negotiation_exclusive", refused.ConstraintName);
    }

    private static TransferTerms Exclusive()
    {
        var terms = Table.Licence();
        terms.Form = TransferForm.ExclusiveLicence;
        return terms;
    }

    private static Task ExclusiveAsync(Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.ExclusivelyNegotiated, call);
}
