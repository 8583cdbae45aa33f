using Platform.Chassis.Messaging;
using Platform.Chassis.Tests.Probe;
using Platform.Identity.V1;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.Chassis.Tests.Messaging;

public sealed class PoisonTests(ProbeFixture probe) : IClassFixture<ProbeFixture>
{
    [Fact]
    public async Task A_poisoned_event_goes_to_the_error_queue_alone_and_can_be_replayed()
    {
        ProbeFixture.WriteEffect.Poisonous = true;
        var poison = await probe.PublishAsync(new OrganisationRegistered { Name = "poison" }, "p");
        for (var i = 0; i < 20; i++)
        {
            await probe.PublishAsync(new OrganisationRegistered { Name = $"healthy {i}" }, $"h{i}");
        }

        await probe.EventuallyAsync("the healthy events", "select count(*) = 20 from effect where name like 'healthy %'");
        Assert.Equal(0, await probe.ScalarAsync<int>("select count(*) from inbox where event_id = @poison", new { poison }));
        var listed = await ListAsync(poison);
        Assert.Contains("cannot take poison", listed, StringComparison.Ordinal);

        ProbeFixture.WriteEffect.Poisonous = false;
        Assert.Equal(0, await ErrorQueueCommand.RunAsync(ProbeFixture.Service, probe.RabbitMq.ToString(), "replay"));

        await probe.EventuallyAsync("the replayed event", "select count(*) = 1 from effect where event_id = @poison", new { poison });
        Assert.DoesNotContain(poison.ToString(), await ListOnceAsync(), StringComparison.Ordinal);
    }

    private async Task<string> ListAsync(Guid eventId)
    {
        for (var i = 0; i < 100; i++)
        {
            var listed = await ListOnceAsync();
            if (listed.Contains(eventId.ToString(), StringComparison.Ordinal))
            {
                return listed;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("the poisoned event is not in the error queue");
    }

    private async Task<string> ListOnceAsync()
    {
        var before = Console.Out;
        await using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            await ErrorQueueCommand.RunAsync(ProbeFixture.Service, probe.RabbitMq.ToString(), "list");
        }
        finally
        {
            Console.SetOut(before);
        }

        return text.ToString();
    }
}
