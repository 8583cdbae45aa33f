using Platform.Chassis.Auth;
using Platform.Chassis.Tests.Probe;
using Platform.Identity.V1;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.Chassis.Tests.Messaging;

public sealed class DeliveryTests(ProbeFixture probe) : IClassFixture<ProbeFixture>
{
    [Fact]
    public async Task Committed_events_have_each_one_effect()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, _) => await probe.RaiseAsync(($"each-{i % 20}", $"each {i}")));

        await probe.EventuallyAsync("200 effects", "select count(*) = 200 from effect where name like 'each %'");
        Assert.Equal(200, await probe.ScalarAsync<int>("select count(distinct event_id) from effect where name like 'each %'"));
        await probe.EventuallyAsync("all marked sent", "select not exists (select from outbox where sent_at is null)");
    }

    [Fact]
    public async Task A_change_that_fails_raises_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => probe.Store.ChangeAsync(Caller.System("test"), change =>
        {
            change.Raise(new OrganisationRegistered { Name = "never" }, "never");
            throw new InvalidOperationException("decided otherwise");
        }, CancellationToken.None));

        Assert.Equal(0, await probe.ScalarAsync<int>("select count(*) from outbox where subject = 'never'"));
    }

    [Fact]
    public async Task An_event_delivered_twice_has_one_effect()
    {
        var id = await probe.PublishAsync(new OrganisationRegistered { Name = "twice" }, "twice");
        await probe.PublishAsync(new OrganisationRegistered { Name = "twice" }, "twice", id);
        await probe.PublishAsync(new OrganisationRegistered { Name = "after twice" }, "twice");

        await probe.EventuallyAsync("the later event", "select exists (select from effect where name = 'after twice')");
        Assert.Equal(1, await probe.ScalarAsync<int>("select count(*) from effect where event_id = @id", new { id }));
    }

    [Fact]
    public async Task A_commit_that_comes_late_with_a_low_position_is_not_skipped()
    {
        await using var slow = await probe.Database.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var lateId = Guid.CreateVersion7();
        await using (var insert = slow.CreateCommand())
        {
            insert.CommandText = "insert into outbox (event_id, shard, type, subject, body, occurred_at) values ($1, 3, 'platform.identity.v1.OrganisationRegistered', 'late', $2, now())";
            insert.Parameters.Add(new() { Value = lateId });
            insert.Parameters.Add(new() { Value = Google.Protobuf.MessageExtensions.ToByteArray(new OrganisationRegistered { Name = "late" }) });
            await insert.ExecuteNonQueryAsync();
        }

        await probe.RaiseAsync(("early", "early"));
        await probe.EventuallyAsync("the event with the higher position", "select exists (select from effect where name = 'early')");
        await transaction.CommitAsync();

        await probe.EventuallyAsync("the late event", "select exists (select from effect where event_id = @lateId)", new { lateId });
    }

    [Fact]
    public async Task Events_committed_while_the_host_was_down_leave_after_its_start()
    {
        await using var other = new ProbeFixture();
        await other.InitializeAsync();
        var store = other.Store;
        await other.RaiseAsync(("down", "before"));
        await other.EventuallyAsync("the first effect", "select count(*) = 1 from effect");
        await other.StopAsync();
        await using (var connection = await other.Database.OpenConnectionAsync())
        await using (var insert = connection.CreateCommand())
        {
            insert.CommandText = "insert into outbox (event_id, shard, type, subject, body, occurred_at) select gen_random_uuid(), 1, type, subject, body, now() from outbox";
            await insert.ExecuteNonQueryAsync();
        }

        await other.StartAsync();

        await other.EventuallyAsync("the second effect", "select count(*) = 2 from effect");
    }

    [Fact]
    public async Task A_foreign_subscriber_reads_protobuf_with_CloudEvents_headers()
    {
        await using var subscriber = await Subscriber.StartAsync(probe.RabbitMq, "platform.identity.v1.OrganisationRegistered");

        await probe.RaiseAsync(("foreign", "一家单位"));

        await probe.EventuallyAsync("the effect", "select exists (select from effect where subject = 'foreign')");
        var (properties, body) = await FirstOfAsync(subscriber, "foreign");
        Assert.Equal("application/protobuf", properties.ContentType);
        Assert.Equal("1.0", Subscriber.Header(properties, "cloudEvents:specversion"));
        Assert.Equal("platform.identity.v1.OrganisationRegistered", Subscriber.Header(properties, "cloudEvents:type"));
        Assert.Equal(ProbeFixture.Service, Subscriber.Header(properties, "cloudEvents:source"));
        Assert.True(Guid.TryParse(Subscriber.Header(properties, "cloudEvents:id"), out _));
        Assert.Equal("一家单位", OrganisationRegistered.Parser.ParseFrom(body).Name);
    }

    private static async Task<(RabbitMQ.Client.IReadOnlyBasicProperties Properties, byte[] Body)> FirstOfAsync(Subscriber subscriber, string subject)
    {
        for (var i = 0; i < 100; i++)
        {
            foreach (var arrival in subscriber.Arrived)
            {
                if (Subscriber.Header(arrival.Properties, "cloudEvents:subject") == subject)
                {
                    return arrival;
                }
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"no event of {subject} arrived");
    }
}
