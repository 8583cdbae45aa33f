using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Entitlements;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>The firm declares the figures of a year; what was confirmed has to be confirmed anew, unless nothing changes.</summary>
internal static class SetFirmYear
{
    private const string Sql = """
        insert into firm_year (organisation_code, year, revenue_cny_fen, rd_expense_cny_fen, eligible_rd_expense_cny_fen, eligible_rd_amortisation_cny_fen,
            taxable_income_cny_fen, tech_transfer_income_cny_fen, employees, rd_staff, above_scale, equipment_investment_cny_fen, exports_cny_fen,
            talents_hired, evidence, state, declared_at)
        values (@OrganisationCode, @Year, @revenue, @rd, @eligible, @amortisation, @taxable, @transfer, @employees, @staff, @scale, @equipment, @exports,
            @talents, @Evidence, 1, @Now)
        on conflict (organisation_code, year) do update set revenue_cny_fen = excluded.revenue_cny_fen, rd_expense_cny_fen = excluded.rd_expense_cny_fen,
            eligible_rd_expense_cny_fen = excluded.eligible_rd_expense_cny_fen, eligible_rd_amortisation_cny_fen = excluded.eligible_rd_amortisation_cny_fen,
            taxable_income_cny_fen = excluded.taxable_income_cny_fen, tech_transfer_income_cny_fen = excluded.tech_transfer_income_cny_fen,
            employees = excluded.employees, rd_staff = excluded.rd_staff, above_scale = excluded.above_scale,
            equipment_investment_cny_fen = excluded.equipment_investment_cny_fen, exports_cny_fen = excluded.exports_cny_fen,
            talents_hired = excluded.talents_hired, evidence = excluded.evidence, state = 1, return_reason = '', declared_at = excluded.declared_at,
            confirmed_at = null, confirmed_by = '', version = firm_year.version + 1
        """;

    public static Task<FirmYear> RunAsync(Store store, ServerCallContext call, SetFirmYearRequest request)
    {
        var asked = request.FirmYear;
        Caller.Of(call).MustBeOf(asked.OrganisationCode);
        CheckParts(asked);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var present = CityDays.Of(change.Now).Year;
            if (asked.Year > present)
            {
                throw FirmErrors.YearNotBegun(present).ToException();
            }

            await FirmRow.LockAsync(change, asked.OrganisationCode);
            var row = await FirmYearRow.ReadAsync(change, asked.OrganisationCode, asked.Year);
            Etag.Check(asked.Etag, row?.Version ?? 0);
            if (row is { State: not FiguresState.Returned } && SameFigures(asked, row.ToMessage()))
            {
                return row.ToMessage();
            }

            await change.ExecuteAsync(Sql, Parameters(asked, change.Now));
            change.Audit("firm.declare-year", "firm", asked.OrganisationCode, new { asked.Year });
            await RecomputeEntitlements.OfFirmAsync(change, asked.OrganisationCode);
            return (await FirmYearRow.ReadAsync(change, asked.OrganisationCode, asked.Year))!.ToMessage();
        });
    }

    private static object Parameters(FirmYear year, DateTimeOffset now) => new
    {
        year.OrganisationCode,
        year.Year,
        revenue = year.HasRevenueCnyFen ? year.RevenueCnyFen : (long?)null,
        rd = year.HasRdExpenseCnyFen ? year.RdExpenseCnyFen : (long?)null,
        eligible = year.HasEligibleRdExpenseCnyFen ? year.EligibleRdExpenseCnyFen : (long?)null,
        amortisation = year.HasEligibleRdAmortisationCnyFen ? year.EligibleRdAmortisationCnyFen : (long?)null,
        taxable = year.HasTaxableIncomeCnyFen ? year.TaxableIncomeCnyFen : (long?)null,
        transfer = year.HasTechTransferIncomeCnyFen ? year.TechTransferIncomeCnyFen : (long?)null,
        employees = year.HasEmployees ? year.Employees : (int?)null,
        staff = year.HasRdStaff ? year.RdStaff : (int?)null,
        scale = year.HasAboveScale ? year.AboveScale : (bool?)null,
        equipment = year.HasEquipmentInvestmentCnyFen ? year.EquipmentInvestmentCnyFen : (long?)null,
        exports = year.HasExportsCnyFen ? year.ExportsCnyFen : (long?)null,
        talents = year.HasTalentsHired ? year.TalentsHired : (int?)null,
        Evidence = year.Evidence.Trim(),
        Now = now,
    };

    private static void CheckParts(FirmYear year)
    {
        if (year.HasRdExpenseCnyFen && year.EligibleRdExpenseCnyFen > year.RdExpenseCnyFen)
        {
            throw FirmErrors.PartAboveWhole("firm_year.eligible_rd_expense_cny_fen", "可加计扣除的研发费用", "研发投入", "eligible R&D expense", "R&D expense").ToException();
        }

        if (year.HasEmployees && year.RdStaff > year.Employees)
        {
            throw FirmErrors.PartAboveWhole("firm_year.rd_staff", "研发人员", "职工人数", "R&D staff", "number of employees").ToException();
        }

        if (year.HasTaxableIncomeCnyFen && year.TechTransferIncomeCnyFen > year.TaxableIncomeCnyFen)
        {
            throw FirmErrors.PartAboveWhole("firm_year.tech_transfer_income_cny_fen", "技术转让所得", "应纳税所得额", "technology-transfer income", "taxable income").ToException();
        }
    }

    private static bool SameFigures(FirmYear asked, FirmYear stored)
    {
        var comparable = asked.Clone();
        (comparable.State, comparable.ReturnReason, comparable.ConfirmTime, comparable.Etag, comparable.Evidence) =
            (stored.State, stored.ReturnReason, stored.ConfirmTime, stored.Etag, asked.Evidence.Trim());
        return comparable.Equals(stored);
    }
}
