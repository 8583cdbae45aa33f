using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class SupportPriorityTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_request_for_a_project_of_the_pool_has_its_priority_and_only_its_firm_may_name_it()
    {
        var journey = await Journey.AdmittedAsync(registry);
        var project = journey.Applications[0].ApplicationId;
        var request = SupportFixture.Funding();
        request.ProjectId = project;
        var firm = new SupportService.SupportServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        var filed = await firm.FileSupportRequestAsync(request);
        Assert.Equal((SupportPriority.Pool, 2, 20, project), (filed.Priority, filed.FirstAnswer.LimitDays, filed.Solution.LimitDays, filed.ProjectId));
        Assert.Equal(journey.Applications[0].Industry, filed.Industry);
        var ofProject = await firm.ListSupportRequestsAsync(new ListSupportRequestsRequest { ProjectId = project });
        Assert.Equal(filed.SupportRequestId, Assert.Single(ofProject.SupportRequests).SupportRequestId);

        var other = new SupportService.SupportServiceClient(registry.Enterprise(RegistryFixture.SecondFirm));
        await Refused.ByAsync(StatusCode.NotFound, ErrorReason.NotFound, other.FileSupportRequestAsync(request));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from support_request where project_id = @project::uuid", new { project }));
    }

    [Fact]
    public async Task Where_the_city_has_named_no_organisation_every_official_handles_it()
    {
        var firm = new SupportService.SupportServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        var filed = await firm.FileSupportRequestAsync(SupportFixture.Funding("无部门"));
        var official = new SupportService.SupportServiceClient(registry.Official());
        Assert.Equal(SupportState.InProgress, (await official.TakeSupportRequestAsync(SupportFixture.Step(filed))).State);
    }
}
