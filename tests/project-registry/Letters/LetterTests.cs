using System.Text;
using Platform.Common.V1;
using Platform.Registry.V1;
using UglyToad.PdfPig;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Letters;

public sealed class LetterTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private LetterService.LetterServiceClient Official => new(registry.Official());

    [Fact]
    public async Task Every_decided_application_gets_its_letter_with_the_decision_numbered_by_rank()
    {
        var journey = await Journey.NoticedAsync(registry);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Official.GetLetterAsync(Get(journey.Applications[0])));
        await journey.AdmitAsync();
        var letters = (await Official.ListLettersAsync(new ListLettersRequest { BatchId = journey.BatchId })).Letters;
        Assert.Equal(
            [LetterKind.Admitted, LetterKind.Admitted, LetterKind.Waitlisted, LetterKind.NotSelected, LetterKind.NotSelected], letters.Select(letter => letter.Kind));
        Assert.Equal(journey.Applications.Select(application => application.ProjectName), letters.Select(letter => letter.ProjectName));
        var numbers = await registry.RowsAsync<int>("select number from letter where batch_id = @id::uuid order by number", new { id = journey.BatchId });
        Assert.Equal(Enumerable.Range(numbers[0], 5), numbers);

        var firm = journey.Applications[0].OrganisationCode;
        var notifications = new NotificationService.NotificationServiceClient(registry.Enterprise(firm));
        Assert.Contains("letter.issued", (await notifications.ListNotificationsAsync(new ListNotificationsRequest())).Notifications.Select(one => one.Topic));
        var page = await Official.ListLettersAsync(new ListLettersRequest { BatchId = journey.BatchId, PageSize = 3 });
        Assert.Equal(2, (await Official.ListLettersAsync(new ListLettersRequest { BatchId = journey.BatchId, PageSize = 3, PageToken = page.NextPageToken })).Letters.Count);
    }

    [Fact]
    public async Task A_firm_reads_its_own_letter_in_both_forms_and_nobody_else_does()
    {
        var journey = await Journey.AdmittedAsync(registry);
        var application = journey.Applications[3];
        var own = new LetterService.LetterServiceClient(registry.Enterprise(application.OrganisationCode));
        var html = await own.RenderLetterAsync(Render(application, LetterForm.Html));
        Assert.Contains(application.ProjectName, html.Content.ToStringUtf8(), StringComparison.Ordinal);
        var pdf = await own.RenderLetterAsync(Render(application, LetterForm.Pdf));
        Assert.Equal(pdf.Content, (await Official.RenderLetterAsync(Render(application, LetterForm.Pdf))).Content);
        using var document = PdfDocument.Open(pdf.Content.ToByteArray());
        Assert.Contains(application.ProjectName, document.GetPage(1).Text.Normalize(NormalizationForm.FormKC), StringComparison.Ordinal);

        var other = new LetterService.LetterServiceClient(registry.Enterprise(journey.Applications[0].OrganisationCode));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.GetLetterAsync(Get(application)));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.RenderLetterAsync(Render(application, LetterForm.Html)));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, other.ListLettersAsync(new ListLettersRequest { BatchId = journey.BatchId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new LetterService.LetterServiceClient(registry.Reviewer("reviewer-1")).GetLetterAsync(Get(application)));
    }

    [Fact]
    public async Task A_failed_formal_check_has_its_letter_at_once_with_the_reason()
    {
        var journey = await Journey.OpenAsync(registry);
        await registry.ImportAsync("applications-5.csv", journey.BatchId);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        var application = (await journey.ReadAsync())[1];
        await registry.Applications.DecideFormalCheckAsync(new DecideFormalCheckRequest { ApplicationId = application.ApplicationId, Reason = "缺少项目备案" });
        Assert.Equal(LetterKind.FormalCheckFailed, (await Official.GetLetterAsync(Get(application))).Kind);
        Assert.Contains("缺少项目备案", (await Official.RenderLetterAsync(Render(application, LetterForm.Html))).Content.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_was_issued_cannot_be_changed_or_taken_away()
    {
        var journey = await Journey.AdmittedAsync(registry);
        foreach (var sql in (string[])["update letter set kind = 3 where batch_id = @id::uuid", "delete from letter where batch_id = @id::uuid"])
        {
            var exception = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => registry.RowsAsync<int>(sql, new { id = journey.BatchId }));
            Assert.Equal("letter_is_final", exception.ConstraintName);
        }
    }

    private static GetLetterRequest Get(Application application) => new() { ApplicationId = application.ApplicationId };

    private static RenderLetterRequest Render(Application application, LetterForm form) => new() { ApplicationId = application.ApplicationId, Form = form };
}
