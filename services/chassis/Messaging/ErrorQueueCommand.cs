using System.Text;
using RabbitMQ.Client;

namespace Platform.Chassis.Messaging;

/// <summary>
/// <c>errors list</c> and <c>errors replay</c>: the operator's view of the events that could not be handled. Replay puts
/// each back into the service's queue; the inbox sees to it that none has a second effect.
/// </summary>
internal static class ErrorQueueCommand
{
    public static async Task<int> RunAsync(string service, string uri, string verb)
    {
        if (verb is not ("list" or "replay"))
        {
            await Console.Error.WriteLineAsync("errors: say `errors list` or `errors replay`.");
            return 2;
        }

        try
        {
            await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
            var count = await WalkAsync(channel, service, replay: verb == "replay");
            Console.WriteLine(verb == "replay" ? $"{count} replayed" : $"{count} in the error queue");
            return 0;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // The bus makes the queue with the first event that could not be handled.
            Console.WriteLine(verb == "replay" ? "0 replayed" : "0 in the error queue");
            return 0;
        }
        catch (Exception exception) when (exception is RabbitMQ.Client.Exceptions.BrokerUnreachableException or RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            await Console.Error.WriteLineAsync($"errors: RabbitMQ does not answer: {exception.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    private static async Task<int> WalkAsync(IChannel channel, string service, bool replay)
    {
        var queue = $"{service}_error";
        // Not more than what is there now: a replayed event may come back at once.
        var waiting = await channel.MessageCountAsync(queue);
        var seen = 0;
        var kept = new List<ulong>();
        for (; seen < waiting && await channel.BasicGetAsync(queue, autoAck: false) is { } message; seen++)
        {
            if (replay)
            {
                // To the queue itself, through the default exchange: other services handled the event already.
                await channel.BasicPublishAsync("", service, mandatory: true, new BasicProperties(message.BasicProperties), message.Body);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
            }
            else
            {
                kept.Add(message.DeliveryTag);
                Console.WriteLine(string.Join('\t', Header(message, CloudEventHeaders.Time), Header(message, CloudEventHeaders.Type), Header(message, CloudEventHeaders.Id), Header(message, "MT-Fault-Message")));
            }
        }

        foreach (var tag in kept)
        {
            await channel.BasicNackAsync(tag, multiple: false, requeue: true);
        }

        return seen;
    }

    private static string Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers?.TryGetValue(name, out var value) == true
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes).ReplaceLineEndings(" ") : $"{value}"
            : "";
}
