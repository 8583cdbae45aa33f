using Google.Protobuf.WellKnownTypes;
using Platform.Common.V1;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

internal sealed record PartyRow
{
    public const string Sql = """
        select collaboration_id, number, organisation_code, name, kind, consented_at from collaboration_party
        where collaboration_id = any(@ids) order by collaboration_id, number limit 20000
        """;

    public Guid CollaborationId { get; init; }

    public short Number { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string Name { get; init; } = "";

    public OrganisationKind Kind { get; init; }

    public DateTimeOffset? ConsentedAt { get; init; }

    public Party ToMessage() => new()
    {
        OrganisationCode = OrganisationCode,
        OrganisationName = Name,
        Kind = Kind,
        Consented = ConsentedAt is not null,
        ConsentTime = ConsentedAt?.ToTimestamp(),
    };
}
