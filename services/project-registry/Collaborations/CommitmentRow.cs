using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

internal sealed record CommitmentRow
{
    public const string Sql = """
        select collaboration_id, number, organisation_code, description, due_date, fulfilment, need_id, candidate_id, fulfilled_at, evidence
        from commitment where collaboration_id = any(@ids) order by collaboration_id, number limit 20000
        """;

    public Guid CollaborationId { get; init; }

    public short Number { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string Description { get; init; } = "";

    public DateOnly DueDate { get; init; }

    public Fulfilment Fulfilment { get; init; }

    public Guid? NeedId { get; init; }

    public Guid? CandidateId { get; init; }

    public DateTimeOffset? FulfilledAt { get; init; }

    public string Evidence { get; init; } = "";

    /// <param name="today">Set while the collaboration runs: what is due before it is overdue.</param>
    public Commitment ToMessage(DateOnly? today) => new()
    {
        Number = Number,
        OrganisationCode = OrganisationCode,
        Description = Description,
        DueDate = CityDays.Text(DueDate),
        Fulfilment = Fulfilment,
        NeedId = NeedId?.ToString() ?? "",
        CandidateId = CandidateId?.ToString() ?? "",
        Fulfilled = FulfilledAt is not null,
        FulfilTime = FulfilledAt?.ToTimestamp(),
        Evidence = Evidence,
        Overdue = FulfilledAt is null && DueDate < today,
    };
}
