using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

/// <summary>Deadlines are set in the database: no test moves the clock of another.</summary>
public sealed class DeadlineTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Both_sides_are_reminded_once_of_a_deadline_that_is_near()
    {
        var table = await Table.OpenAsync(service, "将到期的成果");
        await DueAsync(table, "2 days");
        await Task.WhenAll(RunAsync(), RunAsync());
        await RunAsync();
        foreach (var side in new[] { TransferFixture.Firm, TransferFixture.Yanshan })
        {
            Assert.Single(await ToldAsync(side, table), told => told.Topic == "negotiation.deadline");
        }

        Assert.Equal((NegotiationState.Open, NegotiationStage.Interest), await table.StoredAsync());
    }

    [Fact]
    public async Task What_passed_its_deadline_ends_once_and_gives_the_listing_back()
    {
        var table = await Table.WithNdaAsync(service, "已到期的成果");
        await DueAsync(table, "-1 minute");
        await Task.WhenAll(RunAsync(), RunAsync());
        var ended = await table.ReadAsync();
        Assert.Equal((NegotiationState.Ended, NegotiationEnding.Expired, ""), (ended.State, ended.Ending, ended.EndedBy));
        Assert.Single(await service.RaisedAsync<NegotiationEnded>(table.NegotiationId));
        Assert.Single(await ToldAsync(TransferFixture.Firm, table), told => told.Topic == "negotiation.ended");
        Assert.Equal(2, await service.ScalarAsync<int>("select state from listing where listing_id = @id", new { id = Guid.Parse(table.ListingId) }));
    }

    [Fact]
    public async Task What_a_collaboration_carries_is_reminded_of_its_deadline_and_not_ended_by_it()
    {
        var table = await Table.OpenAsync(service, "协同承载的成果");
        await service.ScalarAsync<Guid>("update negotiation set collaboration_id = 'c-1' where negotiation_id = @Id returning negotiation_id", new { table.Id });
        await DueAsync(table, "2 days");
        await RunAsync();
        Assert.Single(await ToldAsync(TransferFixture.Firm, table), told => told.Topic == "negotiation.deadline");
        await DueAsync(table, "-1 day");
        await RunAsync();
        Assert.Equal((NegotiationState.Open, NegotiationStage.Interest), await table.StoredAsync());
    }

    [Fact]
    public async Task A_new_stage_has_a_deadline_of_its_own()
    {
        var table = await Table.OpenAsync(service, "换阶段的成果");
        await DueAsync(table, "1 hour");
        var accepted = await table.AcceptInterestAsync();
        Assert.InRange(accepted.DueTime.ToDateTimeOffset() - service.Clock.GetUtcNow(), TimeSpan.FromDays(29), TimeSpan.FromDays(30));
    }

    [Fact]
    public async Task A_side_moves_a_deadline_to_a_later_day_within_ninety_and_no_earlier()
    {
        var table = await Table.OpenAsync(service, "延期的成果");
        var now = service.Clock.GetUtcNow();
        var extended = await ExtendAsync(table, now.AddDays(60));
        Assert.Equal(now.AddDays(60), extended.DueTime.ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => ExtendAsync(table, now.AddDays(30)));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => ExtendAsync(table, now.AddDays(120)));
        Assert.Equal(now.AddDays(60), (await table.ReadAsync()).DueTime.ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
    }

    private Task<Negotiation> ExtendAsync(Table table, DateTimeOffset due) => service.Negotiations(table.Firm).ExtendDeadlineAsync(
        new ExtendDeadlineRequest { NegotiationId = table.NegotiationId, DueTime = due.ToTimestamp(), Reason = "等待董事会" }).ResponseAsync;

    private Task RunAsync() => NegotiationClock.RunAsync(service.Services.GetRequiredService<Store>(), Caller.System("tech-transfer"), TestContext.Current.CancellationToken);

    private Task DueAsync(Table table, string from) =>
        service.ScalarAsync<DateTime>("update negotiation set due_at = now() + @from::interval where negotiation_id = @Id returning due_at", new { from, table.Id });

    private async Task<IEnumerable<NotificationRaised>> ToldAsync(string organisation, Table table) =>
        (await service.RaisedAsync<NotificationRaised>(organisation)).Where(told => told.Link == $"/negotiations/{table.NegotiationId}");
}
