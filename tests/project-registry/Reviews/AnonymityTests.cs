using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Reviews;

public sealed class AnonymityTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Name = "秦皇岛珩舟船舶配套有限公司";

    [Fact]
    public async Task Reviewers_of_an_anonymous_batch_see_a_number_instead_of_the_applicant_until_the_notice()
    {
        var journey = await Journey.UnderReviewAsync(registry, batch => batch.AnonymousReview = true);
        var id = journey.Applications[0].ApplicationId;
        var official = journey.Applications[0];
        var applications = new ApplicationService.ApplicationServiceClient(registry.Reviewer("reviewer-1"));
        var seen = await applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = id });
        Assert.Equal(("申报单位 1", "", "", ""), (seen.OrganisationName, seen.OrganisationCode, seen.ContactName, seen.ContactPhone));
        Assert.Equal((official.ProjectName, official.Summary), (seen.ProjectName, seen.Summary));
        var listed = (await applications.ListApplicationsAsync(new ListApplicationsRequest { BatchId = journey.BatchId })).Applications;
        Assert.Equal(Enumerable.Range(1, 5).Select(number => $"申报单位 {number}"), listed.Select(application => application.OrganisationName));
        var mine = (await registry.AssignmentsOf("reviewer-1").ListMyAssignmentsAsync(new ListMyAssignmentsRequest())).Assignments;
        Assert.Contains("申报单位 1", mine.Where(assignment => assignment.ApplicationId == id).Select(assignment => assignment.OrganisationName));
        Assert.Equal(Name, (await registry.Applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = id })).OrganisationName);

        var points = 90;
        foreach (var application in journey.Applications)
        {
            await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(application.ApplicationId, points -= 10));
        }

        await registry.Batches.RankBatchAsync(journey.Step);
        var batches = new BatchService.BatchServiceClient(registry.Reviewer("reviewer-1"));
        var ranking = await batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId });
        Assert.Equal("申报单位 1", ranking.Applications[0].OrganisationName);
        Assert.Equal(Name, (await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId })).Applications[0].OrganisationName);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Batches.PublishNoticeAsync(journey.Step);
        Assert.Equal(Name, (await batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId })).Applications[0].OrganisationName);
    }

    [Fact]
    public void Texts_needs_and_file_names_lose_the_firms_name_and_code()
    {
        var anonymity = Anonymity.Of(7, Name, RegistryFixture.FirstFirm);
        Assert.Equal("申报单位 7-营业执照.pdf", anonymity.Mask($"{Name}-营业执照.pdf"));
        Assert.Equal("申报单位 7.pdf", anonymity.Mask($"{RegistryFixture.FirstFirm.ToLowerInvariant()}.pdf"));
        var masked = anonymity.Mask(new Application
        {
            ProjectName = $"{Name}智能工厂", OrganisationName = Name, OrganisationCode = RegistryFixture.FirstFirm, Summary = $"由{Name}承担", ContactName = "韩*", ContactPhone = "033*",
            TechnologyNeeds = { $"{Name}产线" }, TalentNeeds = { new TalentNeedLine { Title = $"{Name}技师", Headcount = 1 } }, CoApplicantCodes = { RegistryFixture.SecondFirm },
        });
        Assert.DoesNotContain(Name, masked.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(RegistryFixture.FirstFirm, masked.ToString(), StringComparison.Ordinal);
        Assert.Empty(masked.CoApplicantCodes);
        Assert.Equal(("申报单位 7智能工厂", "申报单位 7产线", 1), (masked.ProjectName, masked.TechnologyNeeds[0], masked.TalentNeeds[0].Headcount));
    }
}
