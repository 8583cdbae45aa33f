namespace Platform.Chassis.Messaging;

/// <summary>CloudEvents 1.0 attributes as AMQP headers (CloudEvents AMQP protocol binding, binary mode).</summary>
internal static class CloudEventHeaders
{
    public const string Id = "cloudEvents:id";
    public const string Type = "cloudEvents:type";
    public const string Source = "cloudEvents:source";
    public const string Subject = "cloudEvents:subject";
    public const string Time = "cloudEvents:time";
    public const string SpecVersion = "cloudEvents:specversion";

    /// <summary>The sequence extension: grows with each event of one source and subject.</summary>
    public const string Sequence = "cloudEvents:sequence";

    /// <summary>W3C trace context of the change that raised the event.</summary>
    public const string TraceParent = "cloudEvents:traceparent";

    public const string ContentType = "application/protobuf";
}
