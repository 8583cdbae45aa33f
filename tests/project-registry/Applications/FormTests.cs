using Google.Protobuf.WellKnownTypes;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Applications;

/// <summary>Filling in, autosave, completeness, and what bad input meets.</summary>
public sealed class FormTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;

    [Fact]
    public async Task Sections_are_saved_by_mask_and_come_back_exactly()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var changed = await registry.Firm(Firm).UpdateApplicationAsync(new UpdateApplicationRequest
        {
            Application = new Application
            {
                ApplicationId = draft.ApplicationId, Etag = draft.Etag, Summary = "不在掩码中",
                Sections = new ApplicationSections { LandNeeds = { new LandNeed { Use = "industrial", AreaM2 = 20_000, Note = "靠近港区" } } },
            },
            UpdateMask = new FieldMask { Paths = { "sections.land_needs" } },
        });
        draft.Sections.LandNeeds.Add(new LandNeed { Use = "industrial", AreaM2 = 20_000, Note = "靠近港区" });
        Assert.Equal((draft.Sections, draft.Summary), (changed.Sections, changed.Summary));
        Assert.Equal(changed, await registry.Firm(Firm).GetApplicationAsync(new GetApplicationRequest { ApplicationId = draft.ApplicationId }));
        Assert.Equal("130302", await registry.ScalarAsync<string>("select district from application where application_id = @id::uuid", new { id = draft.ApplicationId }));
    }

    [Fact]
    public async Task A_save_that_changes_nothing_keeps_the_version()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        Assert.Equal(draft.Etag, (await Drafts.UpdateAsync(registry, draft)).Etag);
        draft.Summary = "改";
        Assert.NotEqual(draft.Etag, (await Drafts.UpdateAsync(registry, draft)).Etag);
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, Drafts.UpdateAsync(registry, draft));
    }

    [Fact]
    public async Task A_draft_with_gaps_is_told_all_of_them_and_stays_a_draft()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId, with: application =>
        {
            application.Summary = "";
            application.Sections.Budget[0].AmountCnyFen = 1;
        });
        var told = await registry.Firm(Firm).CheckCompletenessAsync(new CheckCompletenessRequest { ApplicationId = draft.ApplicationId });
        Assert.Equal([("summary", false), ("sections.budget", true)], told.Gaps.Select(gap => (gap.Field, gap.Contradiction)));
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.Incomplete, Drafts.SubmitAsync(registry, draft));
        Assert.All(told.Gaps, gap => Assert.Contains(gap.Message, sentence, StringComparison.Ordinal));
        Assert.Equal(1, await StateAsync(draft));
        Assert.Equal(0, await SubmissionsAsync(draft));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Applications.CheckCompletenessAsync(new CheckCompletenessRequest { ApplicationId = draft.ApplicationId }));

        draft.Summary = "简介";
        draft.Sections.Budget[0].AmountCnyFen = 800_000_000;
        draft = await Drafts.UpdateAsync(registry, draft);
        Assert.Empty((await registry.Firm(Firm).CheckCompletenessAsync(new CheckCompletenessRequest { ApplicationId = draft.ApplicationId })).Gaps);
        await Drafts.SubmitAsync(registry, draft);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e308")]
    [InlineData("-5")]
    public async Task A_kpi_that_is_no_number_is_refused_and_the_draft_stays(string figure)
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var before = draft.Clone();
        draft.Sections.Kpis[0].Target = figure;
        var sentence = await Refused.ByAsync(InvalidArgument, ErrorReason.FigureInvalid, Drafts.UpdateAsync(registry, draft));
        Assert.Contains($"“{figure}”", sentence, StringComparison.Ordinal);
        Assert.Equal(before, await registry.Firm(Firm).GetApplicationAsync(new GetApplicationRequest { ApplicationId = draft.ApplicationId }));
    }

    [Fact]
    public async Task A_code_that_no_catalogue_has_is_refused()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        await Refused.ByAsync(InvalidArgument, ErrorReason.DistrictUnknown, UpdateAsync(a => a.District = "130399"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, UpdateAsync(a => a.Sections.Budget[0].Category = "yacht"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, UpdateAsync(a => a.Sections.Kpis[0].Kpi = "glory"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, UpdateAsync(a => a.Sections.Budget[0].AmountCnyFen = -1));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, UpdateAsync(a => a.Sections.Budget[0].Source = FundingSource.Unspecified));
        Assert.Equal(1, await registry.ScalarAsync<int>("select version::int from application where application_id = @id::uuid", new { id = draft.ApplicationId }));

        Task UpdateAsync(Action<Application> spoil)
        {
            var spoilt = draft.Clone();
            spoil(spoilt);
            return Drafts.UpdateAsync(registry, spoilt);
        }
    }

    [Fact]
    public async Task Ten_megabytes_of_text_are_refused_with_a_sentence_and_change_nothing()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var long3 = draft.Clone();
        long3.Summary = new string('长', 1024 * 1024);
        var field = await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Drafts.UpdateAsync(registry, long3));
        Assert.Contains("4000", field, StringComparison.Ordinal);
        long3.Summary = new string('x', 10 * 1024 * 1024);
        var sentence = await Refused.ByAsync(ResourceExhausted, ErrorReason.MessageTooLarge, Drafts.UpdateAsync(registry, long3));
        Assert.Contains("4 MB", sentence, StringComparison.Ordinal);
        Assert.Equal(draft, await registry.Firm(Firm).GetApplicationAsync(new GetApplicationRequest { ApplicationId = draft.ApplicationId }));
    }

    [Fact]
    public async Task Two_submissions_at_once_have_one_effect()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var calls = Enumerable.Range(0, 4).Select(_ => registry.Firm(Firm).SubmitApplicationAsync(new ApplicationStepRequest { ApplicationId = draft.ApplicationId }).ResponseAsync).ToList();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        foreach (var call in calls.Where(call => call.IsFaulted))
        {
            Assert.Contains("已提交", await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, call), StringComparison.Ordinal);
        }

        Assert.Equal((2, 1), (await StateAsync(draft), await SubmissionsAsync(draft)));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from audit_entry where action = 'application.submit' and entity_id = @id", new { id = draft.ApplicationId }));
    }

    [Fact]
    public async Task A_submission_repeated_with_its_request_id_gets_the_first_answer()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var step = new ApplicationStepRequest { ApplicationId = draft.ApplicationId, RequestId = $"submit-{draft.ApplicationId}" };
        var first = await registry.Firm(Firm).SubmitApplicationAsync(step);
        Assert.Equal(first, await registry.Firm(Firm).SubmitApplicationAsync(step));
        Assert.Equal(1, await SubmissionsAsync(draft));
    }

    [Fact]
    public async Task The_form_tells_its_choices_with_units_and_bounds()
    {
        var form = await registry.Firm(Firm).GetApplicationFormAsync(new GetApplicationFormRequest());
        var kpi = Assert.Single(form.Kpis, kpi => kpi.Choice.Code == "profit-margin");
        Assert.Equal(("%", "-1000", "100", 2), (kpi.Choice.UnitZh, kpi.Minimum, kpi.Maximum, kpi.Decimals));
        Assert.Contains(form.BudgetCategories, choice => choice is { Code: "equipment", NameZh: "设备购置" });
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, new ApplicationService.ApplicationServiceClient(registry.Anonymous()).GetApplicationFormAsync(new GetApplicationFormRequest()));
    }

    private Task<int> StateAsync(Application draft) => registry.ScalarAsync<int>("select state from application where application_id = @id::uuid", new { id = draft.ApplicationId });

    private Task<int> SubmissionsAsync(Application draft) =>
        registry.ScalarAsync<int>("select count(*)::int from application_submission where application_id = @id::uuid", new { id = draft.ApplicationId });
}
