using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Pool;

public sealed class FindingsTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Yanshan = "12130000401704470T";
    private const string Neuq = "12100000000018321N";

    private ProjectService.ProjectServiceClient Projects => new(registry.Official());

    [Fact]
    public async Task Findings_replace_the_earlier_ones_of_the_need_and_older_events_change_nothing()
    {
        var (project, needs) = await AdmitAsync();
        var need = needs.First(need => need.Kind == NeedKind.Talent);
        await ShortlistAsync(project, need.NeedId, need.Title, 7, (Yanshan, 91), (Neuq, 80));
        await FoundAsync(project, 2);
        await ShortlistAsync(project, need.NeedId, need.Title, 9, (Neuq, 95));
        await FoundAsync(project, 1);
        await ShortlistAsync(project, need.NeedId, need.Title, 8, (Yanshan, 10), (Yanshan, 9), (Yanshan, 8));
        await SettledAsync(project);

        var seen = await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = project });
        var finding = Assert.Single(seen.Needs.Single(other => other.NeedId == need.NeedId).Findings);
        Assert.Equal((1, Neuq, 95.0, "理由"), (finding.Rank, finding.OrganisationCode, finding.Score, finding.ExplanationZh));
        Assert.Equal((3, 1), (seen.NeedCount, seen.ServedNeedCount));
    }

    [Fact]
    public async Task A_need_that_the_firm_posted_itself_takes_the_place_of_the_declared_one()
    {
        var (project, needs) = await AdmitAsync();
        var declared = needs.First(need => need.Kind == NeedKind.Technology);
        var posted = Guid.CreateVersion7().ToString();
        await registry.PublishAsync(new TechnologyMatched
        {
            NeedId = posted, NeedTitle = declared.Title, ProjectId = project,
            Listings = { new MatchedListing { ListingId = Guid.CreateVersion7().ToString(), Rank = 1, Score = 88.5, Title = "成果", OwnerName = "天津某院" } },
        }, posted);
        await FoundAsync(project, 1);
        var seen = await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = project });
        Assert.Equal(3, seen.NeedCount);
        Assert.Equal(posted, seen.Needs.Single(need => need.Kind == NeedKind.Technology).NeedId);

        await ShortlistAsync(project, Guid.CreateVersion7().ToString(), "申报书之外的岗位", 1, (Yanshan, 50));
        await FoundAsync(project, 2);
        Assert.Equal(4, (await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = project })).NeedCount);
    }

    [Fact]
    public async Task A_need_that_no_application_declares_stands_with_the_project_it_was_told_to_last_and_a_declared_one_stays()
    {
        var applications = (await Journey.AdmittedAsync(registry)).Applications;
        var (former, latter) = (applications[0].ApplicationId, applications[1].ApplicationId);
        var declared = (await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = former })).Needs.First(need => need.Kind == NeedKind.Talent);
        var posted = Guid.CreateVersion7().ToString();
        await ShortlistAsync(former, posted, "申报书之外的岗位", 1, (Yanshan, 50));
        await ShortlistAsync(former, declared.NeedId, declared.Title, 2, (Yanshan, 60));
        await FoundAsync(former, 2);

        await ShortlistAsync(latter, posted, "申报书之外的岗位", 3, (Yanshan, 50));
        await ShortlistAsync(latter, declared.NeedId, declared.Title, 4, (Yanshan, 60));
        await FoundAsync(latter, 2);

        await FoundAsync(former, 1);
        Assert.Equal(declared.NeedId, (await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = former })).Needs.Single(need => need.Findings.Count > 0).NeedId);
    }

    [Fact]
    public async Task Placements_and_agreements_are_counted_once_each()
    {
        var (project, _) = await AdmitAsync();
        var placed = new TalentPlaced { PlacementId = Guid.CreateVersion7().ToString(), ProjectId = project };
        var id = await registry.PublishAsync(placed, placed.PlacementId);
        await registry.PublishAsync(placed, placed.PlacementId, id);
        var signed = new AgreementSigned { AgreementId = Guid.CreateVersion7().ToString(), ProjectId = project };
        await registry.PublishAsync(signed, signed.AgreementId);
        await registry.EventuallyAsync("both counted", "select talents_placed = 1 and agreements_signed = 1 from project where project_id = @project::uuid", new { project });
        await SettledAsync(project);
        Assert.Equal(1, (await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = project })).TalentsPlaced);
    }

    [Fact]
    public async Task Permission_to_see_a_project_is_the_firms_own_and_the_found_universitys()
    {
        var (project, needs) = await AdmitAsync();
        var get = new GetProjectRequest { ProjectId = project };
        var university = new ProjectService.ProjectServiceClient(registry.University(Yanshan));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, university.GetProjectAsync(get));
        await ShortlistAsync(project, needs[0].NeedId, needs[0].Title, 1, (Yanshan, 91));
        await FoundAsync(project, 1);
        Assert.Equal(project, (await university.GetProjectAsync(get)).ProjectId);
        Assert.Contains(project, (await university.ListProjectsAsync(new ListProjectsRequest())).Projects.Select(seen => seen.ProjectId));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, new ProjectService.ProjectServiceClient(registry.University(Neuq)).GetProjectAsync(get));

        Assert.Equal(project, (await new ProjectService.ProjectServiceClient(registry.Enterprise(RegistryFixture.FirstFirm)).GetProjectAsync(get)).ProjectId);
        var other = new ProjectService.ProjectServiceClient(registry.Enterprise(RegistryFixture.SecondFirm));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.GetProjectAsync(get));
        Assert.DoesNotContain(project, (await other.ListProjectsAsync(new ListProjectsRequest())).Projects.Select(seen => seen.ProjectId));
    }

    [Fact]
    public async Task The_pool_is_listed_by_batch_newest_first_then_by_rank()
    {
        var older = await Journey.AdmittedAsync(registry);
        var newer = await Journey.AdmittedAsync(registry);
        var request = new ListProjectsRequest { PageSize = 1 };
        List<(string Batch, int Rank)> seen = [];
        do
        {
            var page = await Projects.ListProjectsAsync(request);
            seen.AddRange(page.Projects.Select(project => (project.BatchId, project.Rank)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([(newer.BatchId, 1), (newer.BatchId, 2), (older.BatchId, 1), (older.BatchId, 2)], seen.Where(place => place.Batch == newer.BatchId || place.Batch == older.BatchId));
    }

    private async Task<(string Project, IReadOnlyList<ProjectNeed> Needs)> AdmitAsync()
    {
        var journey = await Journey.AdmittedAsync(registry);
        var project = journey.Applications[0].ApplicationId;
        return (project, (await Projects.GetProjectAsync(new GetProjectRequest { ProjectId = project })).Needs);
    }

    private Task ShortlistAsync(string project, string need, string title, long sequence, params (string College, double Score)[] talents) => registry.PublishAsync(
        new TalentShortlisted
        {
            NeedId = need, NeedTitle = title, ProjectId = project, Headcount = 2,
            Talents =
            {
                talents.Select((talent, i) => new ShortlistedTalent
                {
                    TalentId = Guid.CreateVersion7().ToString(), Rank = i + 1, Score = talent.Score, CollegeCode = talent.College,
                    MaskedLabel = "张*明", ExplanationZh = "理由", ExplanationEn = "reason",
                }),
            },
        },
        need, sequence: sequence);

    private Task FoundAsync(string project, int findings) => registry.EventuallyAsync(
        $"{findings} findings", "select count(*) = @findings from project_finding where project_id = @project::uuid", new { project, findings });

    /// <summary>Waits until an event sent last was handled; the queue keeps the order of one sender and subject.</summary>
    private async Task SettledAsync(string project)
    {
        var received = await registry.ScalarAsync<int>("select count(*)::int from inbox");
        var marker = Guid.CreateVersion7().ToString();
        await registry.PublishAsync(new AgreementSigned { AgreementId = marker, ProjectId = "" }, project);
        await registry.EventuallyAsync("the marker's inbox row", "select count(*) > @received from inbox", new { received });
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }
}
