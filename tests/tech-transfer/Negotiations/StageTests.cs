using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Platform.Common.V1;
using Platform.TechTransfer.Negotiations;
using Platform.TechTransfer.Negotiations.TermSheets;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class StageTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task A_negotiation_goes_from_interest_to_agreed_terms_and_both_sides_hear_of_each_step()
    {
        var table = await Table.OpenAsync(service, "逐步洽谈的成果", TransferForm.Licence);
        var open = await table.ReadAsync();
        Assert.Equal((NegotiationStage.Interest, TransferForm.Licence, "用于产线改造。"), (open.Stage, open.Form, open.Intent));
        Assert.Equal(30, Math.Round((open.DueTime.ToDateTimeOffset() - open.CreateTime.ToDateTimeOffset()).TotalDays));
        Assert.Equal(NegotiationStage.Confidentiality, (await table.AcceptInterestAsync()).Stage);

        var put = await table.ProposeNdaAsync(table.Owner, Table.Secret);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Table.Secret))), put.TextHash);
        Assert.False((await table.ConsentAsync(table.Firm, put.TextHash)).InForce);
        Assert.Equal((NegotiationState.Open, NegotiationStage.Confidentiality), await table.StoredAsync());
        var concluded = await table.ConsentAsync(table.Owner, put.TextHash);
        Assert.Equal((true, $"firm-{TransferFixture.Firm}", $"school-{TransferFixture.Yanshan}"), (concluded.InForce, concluded.EnterpriseConsent.Account, concluded.OwnerConsent.Account));
        Assert.Equal(NegotiationStage.DueDiligence, (await table.ReadAsync()).Stage);

        var terms = await table.ProposeAsync(table.Firm, Table.Licence());
        Assert.Equal(NegotiationStage.TermSheet, (await table.ReadAsync()).Stage);
        Assert.True((await table.AcceptAsync(table.Owner, terms.TermsHash)).Agreed);
        Assert.Equal((NegotiationState.Open, NegotiationStage.TermsAgreed), await table.StoredAsync());

        await using var connection = await service.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var handed = await AgreedTerms.ReadAsync(connection, table.Id, TestContext.Current.CancellationToken);
        Assert.Equal(Table.Licence(), handed!.ToTerms());

        NegotiationActKind[] acts =
        [
            NegotiationActKind.Opened, NegotiationActKind.InterestAccepted, NegotiationActKind.NdaProposed, NegotiationActKind.NdaConsented,
            NegotiationActKind.NdaConsented, NegotiationActKind.NdaInForce, NegotiationActKind.TermsProposed, NegotiationActKind.TermsAgreed,
        ];
        var history = (await service.Negotiations(table.Owner).ListNegotiationActsAsync(new ListNegotiationActsRequest { NegotiationId = table.NegotiationId })).Acts;
        Assert.Equal(acts, history.Select(act => act.Kind));
        Assert.Equal([.. acts.Select(act => (short)act)], await service.RowsAsync<short>("select kind from negotiation_act where negotiation_id = @Id order by act_id", new { table.Id }));
        var link = $"/negotiations/{table.NegotiationId}";
        Assert.Equal(["negotiation.opened", "negotiation.nda-consented", "negotiation.terms-proposed"], (await service.RaisedAsync<NotificationRaised>(TransferFixture.Yanshan)).Where(told => told.Link == link).Select(told => told.Topic));
        Assert.Equal(
            ["negotiation.interest-accepted", "negotiation.nda-proposed", "negotiation.nda-in-force", "negotiation.terms-agreed"],
            (await service.RaisedAsync<NotificationRaised>(TransferFixture.Firm)).Where(told => told.Link == link).Select(told => told.Topic));
    }

    [Fact]
    public async Task Steps_out_of_turn_are_refused_with_the_stage_and_leave_it_as_it_was()
    {
        var table = await Table.OpenAsync(service, "越级洽谈的成果");
        await Table.WrongStateAsync(() => table.ProposeNdaAsync(table.Owner, Table.Secret));
        await Table.SaysAsync("合作意向", () => table.ProposeAsync(table.Firm, Table.Licence()));
        await Table.WrongStateAsync(() => table.AcceptAsync(table.Firm, new string('0', 64)));
        Assert.Equal((NegotiationState.Open, NegotiationStage.Interest), await table.StoredAsync());

        await table.AcceptInterestAsync();
        await Table.SaysAsync("保密协议", () => table.AcceptInterestAsync());
        await Table.WrongStateAsync(() => table.ProposeAsync(table.Owner, Table.Licence()));
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from term_sheet where negotiation_id = @Id", new { table.Id }));

        await table.EndAsync(table.Owner);
        await Table.WrongStateAsync(() => table.ProposeNdaAsync(table.Owner, Table.Secret));
        await Table.WrongStateAsync(() => table.ConsentAsync(table.Firm, new string('0', 64)));
        await Table.WrongStateAsync(() => table.EndAsync(table.Firm));
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from negotiation_nda where negotiation_id = @Id", new { table.Id }));
    }

    [Fact]
    public async Task Either_side_withdraws_at_any_stage_and_its_reason_stays_with_the_sides()
    {
        var table = await Table.WithNdaAsync(service, "中途退出的成果");
        var ended = await table.EndAsync(table.Firm, "预算调整");
        Assert.Equal((NegotiationState.Ended, NegotiationEnding.Withdrawn, TransferFixture.Firm, "预算调整"), (ended.State, ended.Ending, ended.EndedBy, ended.EndReason));
        var told = Assert.Single(await service.RaisedAsync<NegotiationEnded>(table.NegotiationId));
        Assert.Equal((NegotiationEnding.Withdrawn, NegotiationStage.DueDiligence, table.ListingId), (told.Ending, told.Stage, told.ListingId));
        var seen = await service.Negotiations(service.Official()).GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = table.NegotiationId }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((NegotiationState.Ended, "", ""), (seen.State, seen.EndReason, seen.Intent));
    }

    [Fact]
    public async Task The_schema_lets_exactly_the_steps_of_the_table_happen()
    {
        var stages = Enum.GetValues<NegotiationStage>().Where(stage => stage != NegotiationStage.Unspecified).ToList();
        var steps = Enum.GetValues<NegotiationStep>();
        var table = await Table.OpenAsync(service, "状态表的成果");
        foreach (var (from, to) in stages.SelectMany(from => stages.Where(to => to != from).Select(to => (from, to))))
        {
            var expected = steps.Any(step => NegotiationSteps.Next(from, step) == to);
            Assert.Equal(expected, await AllowsAsync(table.Id, from, to));
        }
    }

    private async Task<bool> AllowsAsync(Guid id, NegotiationStage from, NegotiationStage to)
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync("alter table negotiation disable trigger negotiation_step", from);
        await ExecuteAsync("update negotiation set stage = $1 where negotiation_id = $2", from);
        await ExecuteAsync("alter table negotiation enable trigger negotiation_step", from);
        try
        {
            await ExecuteAsync("update negotiation set stage = $1 where negotiation_id = $2", to);
            return true;
        }
        catch (PostgresException refused) when (refused.ConstraintName == "negotiation_step")
        {
            return false;
        }

        async Task ExecuteAsync(string sql, NegotiationStage stage)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            if (sql.Contains('$', StringComparison.Ordinal))
            {
                command.Parameters.Add(new() { Value = (short)stage });
                command.Parameters.Add(new() { Value = id });
            }

            await command.ExecuteNonQueryAsync();
        }
    }
}
