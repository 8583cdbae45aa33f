using Grpc.Core;
using Platform.Common.V1;
using Platform.ProjectRegistry.Tests.Policies;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Firms;

/// <summary>Profiles and yearly figures: the firm declares, an official confirms.</summary>
public sealed class FirmTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private readonly PolicyFixture _firms = new(registry);

    [Fact]
    public async Task A_declared_profile_is_confirmed_and_a_change_has_to_be_confirmed_anew()
    {
        var code = PolicyFixture.Code(101);
        await _firms.ProfileAsync(code, firm => firm.DigitalLevel = 3);
        var confirmed = await _firms.Firms.GetFirmAsync(new GetFirmRequest { OrganisationCode = code });
        Assert.Equal((FiguresState.Confirmed, 3, "2015-06-01"), (confirmed.State, confirmed.DigitalLevel, confirmed.FoundedOn));
        Assert.NotNull(confirmed.ConfirmTime);

        // The same again changes nothing, another level does.
        Assert.Equal(FiguresState.Confirmed, (await _firms.FirmBy(code).UpdateFirmAsync(new UpdateFirmRequest { Firm = confirmed })).State);
        confirmed.DigitalLevel = 4;
        var changed = await _firms.FirmBy(code).UpdateFirmAsync(new UpdateFirmRequest { Firm = confirmed });
        Assert.Equal((FiguresState.Declared, 4), (changed.State, changed.DigitalLevel));
        Assert.Null(changed.ConfirmTime);
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, _firms.FirmBy(code).UpdateFirmAsync(new UpdateFirmRequest { Firm = confirmed }));
        Assert.Equal(4, await registry.ScalarAsync<int>("select digital_level::int from firm where organisation_code = @code", new { code }));
    }

    [Fact]
    public async Task Only_masked_fields_change()
    {
        var code = PolicyFixture.Code(102);
        await _firms.ProfileAsync(code);
        var update = new UpdateFirmRequest
        {
            Firm = new Firm { OrganisationCode = code, DigitalLevel = 2, Industry = "auto-parts" },
            UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "digital_level" } },
        };
        var firm = await _firms.FirmBy(code).UpdateFirmAsync(update);
        Assert.Equal((2, "new-materials"), (firm.DigitalLevel, firm.Industry));
        update.UpdateMask.Paths[0] = "state";
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _firms.FirmBy(code).UpdateFirmAsync(update));
    }

    [Fact]
    public async Task Faulty_profiles_are_refused_with_what_to_mend()
    {
        var code = PolicyFixture.Code(103);
        Task<string> RefusedAsync(ErrorReason reason, Action<Firm> with) => Refused.ByAsync(InvalidArgument, reason, _firms.ProfileAsync(code, with));
        Assert.Contains("有效期起止日期", await RefusedAsync(ErrorReason.InvalidField, firm => firm.HighTech = true), StringComparison.Ordinal);
        await RefusedAsync(ErrorReason.InvalidField, firm => (firm.HighTech, firm.HighTechFrom, firm.HighTechUntil) = (true, "2026-01-01", "2025-01-01"));
        await RefusedAsync(ErrorReason.CellNotADate, firm => firm.FoundedOn = "2015/06/01");
        await RefusedAsync(ErrorReason.InvalidField, firm => firm.FoundedOn = "2090-06-01");
        await RefusedAsync(ErrorReason.IndustryUnknown, firm => firm.Industry = "alchemy");
        await RefusedAsync(ErrorReason.InvalidField, firm => firm.RegisteredIn = "13");
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from firm where organisation_code = @code and state > 0", new { code }));
    }

    [Fact]
    public async Task Figures_of_a_year_are_returned_with_a_reason_and_declared_anew()
    {
        var code = PolicyFixture.Code(104);
        var year = _firms.LastYear;
        await _firms.YearAsync(code, year, confirm: false);
        var step = new FirmYearStepRequest { OrganisationCode = code, Year = year };
        Assert.Contains("原因", await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _firms.Firms.ReturnFirmYearAsync(step)), StringComparison.Ordinal);
        step.Reason = "研发费用与申报表不符";
        var returned = await _firms.Firms.ReturnFirmYearAsync(step);
        Assert.Equal((FiguresState.Returned, "研发费用与申报表不符"), (returned.State, returned.ReturnReason));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, _firms.Firms.ConfirmFirmYearAsync(new FirmYearStepRequest { OrganisationCode = code, Year = year }));

        await _firms.YearAsync(code, year, confirm: true);
        var firm = await _firms.FirmBy(code).GetFirmAsync(new GetFirmRequest { OrganisationCode = code });
        Assert.Equal((FiguresState.Confirmed, ""), (Assert.Single(firm.Years).State, firm.Years[0].ReturnReason));
        var told = await new NotificationService.NotificationServiceClient(registry.Enterprise(code)).ListNotificationsAsync(new ListNotificationsRequest());
        Assert.Contains(told.Notifications, notification => notification.Topic == "firm.year-returned" && notification.Text.Contains("研发费用与申报表不符", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_confirmed_year_that_changes_has_to_be_confirmed_anew_also_around_the_code()
    {
        var code = PolicyFixture.Code(105);
        await _firms.YearAsync(code, _firms.LastYear);
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => registry.ScalarAsync<int>(
            "update firm_year set revenue_cny_fen = 1 where organisation_code = @code returning 1", new { code }));
        Assert.Equal("firm_year_change", error.ConstraintName);
        await _firms.YearAsync(code, _firms.LastYear, figures => figures.Employees = 121, confirm: false);
        Assert.Equal(1, await registry.ScalarAsync<int>("select state::int from firm_year where organisation_code = @code", new { code }));
    }

    [Fact]
    public async Task A_part_above_its_whole_and_a_year_to_come_are_refused()
    {
        var code = PolicyFixture.Code(106);
        Task<string> RefusedAsync(Action<FirmYear> with, int? year = null) => Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _firms.YearAsync(code, year ?? _firms.LastYear, with));
        Assert.Contains("不能大于研发投入", await RefusedAsync(figures => figures.RdExpenseCnyFen = 1), StringComparison.Ordinal);
        Assert.Contains("不能大于职工人数", await RefusedAsync(figures => figures.Employees = 1), StringComparison.Ordinal);
        Assert.Contains("不能大于应纳税所得额", await RefusedAsync(figures => figures.TechTransferIncomeCnyFen = 900_000_000), StringComparison.Ordinal);
        Assert.Contains("年度不能晚于", await RefusedAsync(_ => { }, _firms.LastYear + 2), StringComparison.Ordinal);
        await RefusedAsync(figures => figures.RevenueCnyFen = -1);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from firm_year where organisation_code = @code", new { code }));
    }

    [Fact]
    public async Task Each_firm_sees_and_changes_its_own_and_only_officials_confirm()
    {
        var (code, other) = (PolicyFixture.Code(107), PolicyFixture.Code(108));
        await _firms.ProfileAsync(code, confirm: false);
        var step = new FirmStepRequest { OrganisationCode = code };
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherOrganisation, _firms.FirmBy(other).GetFirmAsync(new GetFirmRequest { OrganisationCode = code }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherOrganisation, _firms.FirmBy(other).UpdateFirmAsync(new UpdateFirmRequest { Firm = new Firm { OrganisationCode = code } }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherOrganisation, _firms.FirmBy(other).SetFirmYearAsync(new SetFirmYearRequest { FirmYear = new FirmYear { OrganisationCode = code, Year = 2024 } }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _firms.FirmBy(code).ConfirmFirmAsync(step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _firms.FirmBy(code).ListFirmsAsync(new ListFirmsRequest()));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _firms.Firms.UpdateFirmAsync(new UpdateFirmRequest { Firm = new Firm { OrganisationCode = code } }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new FirmService.FirmServiceClient(registry.University("12130300401887061P")).GetFirmAsync(new GetFirmRequest { OrganisationCode = code }));
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, new FirmService.FirmServiceClient(registry.Anonymous()).GetFirmAsync(new GetFirmRequest { OrganisationCode = code }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, _firms.Firms.GetFirmAsync(new GetFirmRequest { OrganisationCode = PolicyFixture.Code(199) }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select state::int from firm where organisation_code = @code", new { code }));
    }

    [Fact]
    public async Task The_list_of_waiting_firms_goes_page_by_page()
    {
        string[] codes = [PolicyFixture.Code(110), PolicyFixture.Code(111), PolicyFixture.Code(112)];
        foreach (var code in codes)
        {
            await _firms.YearAsync(code, _firms.LastYear, confirm: false);
        }

        List<string> seen = [];
        for (var token = ""; ;)
        {
            var page = await _firms.Firms.ListFirmsAsync(new ListFirmsRequest { AwaitingOnly = true, PageSize = 1, PageToken = token });
            seen.AddRange(page.Firms.Select(firm => firm.OrganisationCode));
            Assert.All(page.Firms.Where(firm => codes.Contains(firm.OrganisationCode)), firm => Assert.Single(firm.Years));
            token = page.NextPageToken;
            if (token.Length == 0)
            {
                break;
            }
        }

        Assert.Equal(codes.Order(StringComparer.Ordinal), seen.Intersect(codes));
        await _firms.Firms.ConfirmFirmYearAsync(new FirmYearStepRequest { OrganisationCode = codes[0], Year = _firms.LastYear });
        Assert.DoesNotContain(codes[0], (await _firms.Firms.ListFirmsAsync(new ListFirmsRequest { AwaitingOnly = true, PageSize = 200 })).Firms.Select(firm => firm.OrganisationCode));
    }

    [Fact]
    public async Task Two_officials_who_decide_at_once_decide_once()
    {
        var code = PolicyFixture.Code(113);
        await _firms.YearAsync(code, _firms.LastYear, confirm: false);
        var step = new FirmYearStepRequest { OrganisationCode = code, Year = _firms.LastYear, Reason = "并发" };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            var client = new FirmService.FirmServiceClient(registry.Official($"official-{number}"));
            try
            {
                await (number % 2 == 0 ? client.ConfirmFirmYearAsync(step) : client.ReturnFirmYearAsync(step));
                return OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));
        Assert.Equal([.. Enumerable.Repeat(FailedPrecondition, 5), OK], outcomes.OrderByDescending(status => status));
    }
}
