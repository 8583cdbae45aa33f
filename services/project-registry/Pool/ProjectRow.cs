using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>A project of the pool with the figures of its needs and those of its collaborations that the caller sees.</summary>
internal sealed class ProjectRow
{
    /// <summary>Its parameters are those of <see cref="ProjectSight"/>.</summary>
    public const string Select = """
        select p.project_id, p.batch_id, p.name, p.organisation_code, p.organisation_name, p.industry, p.rank, p.admitted_at,
            p.talents_placed, p.agreements_signed, p.state, p.left_at, p.leave_reason, p.version, b.rehearsal,
            (select count(*)::int from project_need n where n.project_id = p.project_id) as need_count,
            (select count(distinct f.need_id)::int from project_finding f where f.project_id = p.project_id) as served_need_count,
            array(select c.collaboration_id from collaboration c
                where c.project_id = p.project_id
                  and (@All or exists (select from collaboration_party y where y.collaboration_id = c.collaboration_id and y.organisation_code in (@Firm, @University)))
                order by c.collaboration_id desc limit 50) as collaboration_ids
        from project p join batch b using (batch_id)
        """;

    public Guid ProjectId { get; init; }

    public Guid BatchId { get; init; }

    public string Name { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public int Rank { get; init; }

    public DateTimeOffset AdmittedAt { get; init; }

    public int TalentsPlaced { get; init; }

    public int AgreementsSigned { get; init; }

    public ProjectState State { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    public string LeaveReason { get; init; } = "";

    public long Version { get; init; }

    public bool Rehearsal { get; init; }

    public int NeedCount { get; init; }

    public int ServedNeedCount { get; init; }

    public Guid[] CollaborationIds { get; init; } = [];

    public Project ToMessage() => new()
    {
        ProjectId = ProjectId.ToString(),
        BatchId = BatchId.ToString(),
        Name = Name,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Industry = Industry,
        Rank = Rank,
        AdmitTime = Timestamp.FromDateTimeOffset(AdmittedAt),
        NeedCount = NeedCount,
        ServedNeedCount = ServedNeedCount,
        TalentsPlaced = TalentsPlaced,
        AgreementsSigned = AgreementsSigned,
        Rehearsal = Rehearsal,
        State = State,
        LeaveReason = LeaveReason,
        LeaveTime = LeftAt is { } left ? Timestamp.FromDateTimeOffset(left) : null,
        Etag = Etag.Of(Version),
        CollaborationIds = { CollaborationIds.Select(id => id.ToString()) },
    };
}
