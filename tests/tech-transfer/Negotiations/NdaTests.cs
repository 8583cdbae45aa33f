using Grpc.Core;
using Npgsql;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class NdaTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private const string Revised = "双方对洽谈中获悉的全部资料承担保密义务，期限十年，违约金五十万元。";

    [Fact]
    public async Task A_changed_text_voids_the_consents_and_closes_the_room_until_both_consent_again()
    {
        var table = await Table.WithNdaAsync(service, "协议变更的成果");
        await table.UploadAsync(table.Owner);
        Assert.Single(await table.RoomAsync(table.Firm));
        var first = (await NdasAsync(table))[0];

        var second = await table.ProposeNdaAsync(table.Firm, Revised);
        Assert.Equal((2, false), (second.Version, second.InForce));
        Assert.True(second.EnterpriseConsent is null && second.OwnerConsent is null);
        Assert.Equal((NegotiationState.Open, NegotiationStage.Confidentiality), await table.StoredAsync());
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.NdaNotInForce, () => table.RoomAsync(table.Firm));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.TermsChanged, () => table.ConsentAsync(table.Owner, first.TextHash));

        await table.ConsentAsync(table.Owner, second.TextHash);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.AlreadySigned, () => table.ConsentAsync(table.Owner, second.TextHash));
        Assert.True((await table.ConsentAsync(table.Firm, second.TextHash)).InForce);
        Assert.Single(await table.RoomAsync(table.Firm));
        Assert.Equal([(2, true), (1, false)], (await NdasAsync(table)).Select(nda => (nda.Version, nda.InForce)));
    }

    [Fact]
    public async Task A_changed_text_interrupts_the_terms_and_they_go_on_where_they_were()
    {
        var table = await Table.WithNdaAsync(service, "条款中途改协议的成果");
        var terms = await table.ProposeAsync(table.Firm, Table.Licence());
        await table.ProposeNdaAsync(table.Owner, Revised);
        await Table.WrongStateAsync(() => table.AcceptAsync(table.Owner, terms.TermsHash));
        var present = (await NdasAsync(table))[0];
        await table.ConsentAsync(table.Firm, present.TextHash);
        await table.ConsentAsync(table.Owner, present.TextHash);
        Assert.Equal((NegotiationState.Open, NegotiationStage.TermSheet), await table.StoredAsync());
        Assert.True((await table.AcceptAsync(table.Owner, terms.TermsHash)).Agreed);
        await Table.WrongStateAsync(() => table.ProposeNdaAsync(table.Owner, Table.Secret));
    }

    [Fact]
    public async Task The_same_text_is_not_put_twice_and_a_short_one_not_at_all()
    {
        var table = await Table.AcceptedAsync(service, "重复协议的成果");
        await table.ProposeNdaAsync(table.Owner, Table.Secret);
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => table.ProposeNdaAsync(table.Firm, Table.Secret));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => table.ProposeNdaAsync(table.Firm, "保密"));
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from negotiation_nda where negotiation_id = @Id", new { table.Id }));
    }

    [Fact]
    public async Task Two_consents_at_once_bring_it_into_force_once()
    {
        var table = await Table.AcceptedAsync(service, "同时同意的成果");
        var put = await table.ProposeNdaAsync(table.Owner, Table.Secret);
        await Task.WhenAll(table.ConsentAsync(table.Firm, put.TextHash), table.ConsentAsync(table.Owner, put.TextHash));
        Assert.Equal((NegotiationState.Open, NegotiationStage.DueDiligence), await table.StoredAsync());
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from negotiation_act where negotiation_id = @Id and kind = 5", new { table.Id }));
    }

    [Theory]
    [InlineData("update negotiation_nda set body = body || '。' where negotiation_id = $1")]
    [InlineData("update negotiation_nda set owner_consented_at = null, owner_account = null where negotiation_id = $1")]
    [InlineData("delete from negotiation_nda where negotiation_id = $1")]
    [InlineData("update negotiation_act set note = 'x' where negotiation_id = $1")]
    public async Task The_schema_keeps_texts_consents_and_history_as_they_were(string sql)
    {
        var table = await Table.WithNdaAsync(service, $"不可改动的成果{sql.Length}");
        await using var command = service.Database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = table.Id });
        Assert.Equal(PostgresErrorCodes.CheckViolation, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    private async Task<IReadOnlyList<Nda>> NdasAsync(Table table) =>
        (await service.Ndas(table.Firm).ListNdasAsync(new ListNdasRequest { NegotiationId = table.NegotiationId })).Ndas;
}
