using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>A project in the moment of its admission.</summary>
internal sealed class AdmittedProject
{
    public Guid ProjectId { get; init; }

    public string Name { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public string Summary { get; init; } = "";

    public int Rank { get; init; }

    public string[] TalentNeedTitles { get; init; } = [];

    public int[] TalentNeedHeadcounts { get; init; } = [];

    public string[] TechnologyNeeds { get; init; } = [];

    /// <summary>The needs of its application with ids of their own, in the order declared.</summary>
    public IEnumerable<DeclaredNeed> DeclareNeeds(Change change)
    {
        var talents = TalentNeedTitles.Zip(TalentNeedHeadcounts, (title, headcount) => (Kind: NeedKind.Talent, title, headcount));
        var technologies = TechnologyNeeds.Select(title => (Kind: NeedKind.Technology, title, headcount: 0));
        return talents.Concat(technologies).Select((need, i) =>
            new DeclaredNeed(change.NewId(), ProjectId, need.Kind, i + 1, need.title, need.headcount));
    }

    public ProjectAdmitted ToEvent(Guid batchId, IEnumerable<DeclaredNeed> needs) => new()
    {
        ProjectId = ProjectId.ToString(),
        BatchId = batchId.ToString(),
        Name = Name,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Industry = Industry,
        Summary = Summary,
        Rank = Rank,
        TalentNeeds =
        {
            needs.Where(need => need.Kind == NeedKind.Talent)
                .Select(need => new DeclaredTalentNeed { DeclaredNeedId = need.NeedId.ToString(), Title = need.Title, Headcount = need.Headcount }),
        },
        TechnologyNeeds =
        {
            needs.Where(need => need.Kind == NeedKind.Technology)
                .Select(need => new DeclaredTechnologyNeed { DeclaredNeedId = need.NeedId.ToString(), Title = need.Title }),
        },
    };
}

/// <summary>A need as its application declared it.</summary>
internal sealed record DeclaredNeed(Guid NeedId, Guid ProjectId, NeedKind Kind, int Number, string Title, int Headcount)
{
    public static Task InsertAsync(Change change, IReadOnlyCollection<DeclaredNeed> needs)
    {
        const string sql = """
            insert into project_need (project_id, need_id, kind, number, title, headcount)
            select * from unnest(@projects, @needs, @kinds, @numbers, @titles, @headcounts)
            """;
        return change.ExecuteAsync(sql, new
        {
            projects = needs.Select(need => need.ProjectId).ToArray(),
            needs = needs.Select(need => need.NeedId).ToArray(),
            kinds = needs.Select(need => (short)need.Kind).ToArray(),
            numbers = needs.Select(need => need.Number).ToArray(),
            titles = needs.Select(need => need.Title).ToArray(),
            headcounts = needs.Select(need => need.Headcount).ToArray(),
        });
    }
}
