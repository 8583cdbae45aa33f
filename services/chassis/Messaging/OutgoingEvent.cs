namespace Platform.Chassis.Messaging;

/// <summary>An outbox row on its way to the broker.</summary>
internal sealed record OutgoingEvent
{
    public long Position { get; init; }

    public Guid EventId { get; init; }

    /// <summary>Full protobuf name, such as <c>platform.registry.v1.ProjectAdmitted</c>; also the exchange's name.</summary>
    public string Type { get; init; } = "";

    public string Subject { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public string? TraceParent { get; init; }

    public DateTimeOffset OccurredAt { get; init; }
}

/// <param name="Confirmed">Positions that the broker confirmed.</param>
/// <param name="Failure">Why the others were not published; null where there are none.</param>
internal sealed record PublishOutcome(IReadOnlyCollection<long> Confirmed, Exception? Failure);
