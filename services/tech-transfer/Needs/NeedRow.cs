using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>A technology need as it is stored.</summary>
internal record NeedRow
{
    public const string Columns = """
        n.need_id, n.title, n.organisation_code, n.organisation_name, n.industry, n.keywords, n.description, n.minimum_readiness,
        n.form, n.budget_cny_fen, n.deadline, n.state, n.pool_project_id, n.declared, n.version, n.created_at,
        n.track, n.discipline, n.budget_max_cny_fen,
        array(select distinct s.support_request_id from support_request s where s.need_id = n.need_id order by 1) as support_request_ids
        """;

    public Guid NeedId { get; init; }

    public string Title { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public string[] Keywords { get; init; } = [];

    public string Description { get; init; } = "";

    public short MinimumReadiness { get; init; }

    public short Form { get; init; }

    public long BudgetCnyFen { get; init; }

    public DateOnly? Deadline { get; init; }

    public TechnologyNeedState State { get; init; }

    public Guid? PoolProjectId { get; init; }

    public bool Declared { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string Track { get; init; } = "";

    public string Discipline { get; init; } = "";

    /// <summary>0 where there is one budget.</summary>
    public long BudgetMaxCnyFen { get; init; }

    /// <summary>Support requests that it serves.</summary>
    public Guid[] SupportRequestIds { get; init; } = [];

    public static Task<NeedRow?> LockAsync(Change change, Guid id) => change.QuerySingleOrDefaultAsync<NeedRow>(
        $"select {Columns} from technology_need n where n.need_id = @id for no key update", new { id });

    /// <summary>Locks those that are open, in one order for all.</summary>
    public static async Task<IReadOnlyList<NeedRow>> LockOpenAsync(Change change, IReadOnlyCollection<Guid> ids) => ids.Count == 0
        ? []
        : await change.QueryAsync<NeedRow>(
            $"select {Columns} from technology_need n where n.need_id = any(@ids) and n.state = 1 order by n.need_id for no key update", new { ids = ids.ToArray() });

    /// <summary>Firms see their own, officials all, universities the open ones.</summary>
    public bool IsSeenBy(Caller caller) =>
        OrganisationCode == caller.OrganisationCode || caller.Is(Roles.Official) || (caller.Is(Roles.University) && State == TechnologyNeedState.Open);

    public Need ToNeed() => new(Title, Keywords, Description, Industry, MinimumReadiness, (TransferForm)Form, BudgetCnyFen, Declared);

    public TechnologyNeed ToMessage() => new()
    {
        NeedId = NeedId.ToString(),
        Title = Title,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Industry = Industry,
        Keywords = { Keywords },
        Description = Description,
        MinimumReadiness = MinimumReadiness,
        Form = (TransferForm)Form,
        BudgetCnyFen = BudgetCnyFen,
        Deadline = Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        State = State,
        PoolProjectId = PoolProjectId?.ToString() ?? "",
        Declared = Declared,
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
        Track = Track,
        Discipline = Discipline,
        BudgetMaxCnyFen = BudgetMaxCnyFen,
        SupportRequestIds = { SupportRequestIds.Select(id => id.ToString()) },
    };
}
