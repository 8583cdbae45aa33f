using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Platform.Chassis.Messaging;

/// <summary>
/// What MassTransit carries: the protobuf bytes as they are, with their attributes in headers. MassTransit never sees the
/// events' own types, so that it can be exchanged without touching a handler.
/// </summary>
internal sealed record WireEvent(byte[] Body);

/// <summary>Puts the bytes of a <see cref="WireEvent"/> on the wire and takes them off, unchanged.</summary>
internal sealed class WireEventSerializerFactory : ISerializerFactory
{
    public ContentType ContentType => WireEventSerializer.Protobuf;

    public IMessageSerializer CreateSerializer() => new WireEventSerializer();

    public IMessageDeserializer CreateDeserializer() => new WireEventSerializer();
}

internal sealed class WireEventSerializer : IMessageSerializer, IMessageDeserializer
{
    public static readonly ContentType Protobuf = new(CloudEventHeaders.ContentType);

    public ContentType ContentType => Protobuf;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => context.Message is WireEvent wire
        ? new BytesMessageBody(wire.Body)
        : throw new NotSupportedException($"Only events leave through the bus, not {typeof(T)}.");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new WireEventContext(new RawMessageContext(headers, destinationAddress, RawSerializerOptions.AnyMessageType), new WireEvent(body.GetBytes()));

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("protobuf").Add("contentType", CloudEventHeaders.ContentType);

    private sealed class WireEventContext(MessageContext context, WireEvent message)
        : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, context, [])
    {
        public override bool IsSupportedMessageType<T>() => typeof(T) == typeof(WireEvent);

        public override bool IsSupportedMessageType(Type messageType) => messageType == typeof(WireEvent);

        public override bool TryGetMessage<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? typed)
            where T : class
        {
            typed = message as T;
            return typed is not null;
        }

        public override bool TryGetMessage(Type messageType, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? typed)
        {
            typed = IsSupportedMessageType(messageType) ? message : null;
            return typed is not null;
        }

        // Moving a message to the error queue copies its bytes; nothing else re-sends a received event.
        public override IMessageSerializer GetMessageSerializer() => new WireEventSerializer();

        public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T other) => new WireEventSerializer();

        public override IMessageSerializer GetMessageSerializer(object other, string[] messageTypes) => new WireEventSerializer();

        public override Dictionary<string, object> ToDictionary<T>(T? other)
            where T : class => [];
    }
}
