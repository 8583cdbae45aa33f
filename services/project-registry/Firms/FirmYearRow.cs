using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>A firm's figures of one year as stored; money in fen, null is not told.</summary>
public sealed class FirmYearRow
{
    internal const string Select = """
        select organisation_code, year, revenue_cny_fen, rd_expense_cny_fen, eligible_rd_expense_cny_fen, eligible_rd_amortisation_cny_fen,
            taxable_income_cny_fen, tech_transfer_income_cny_fen, employees, rd_staff, above_scale, equipment_investment_cny_fen,
            exports_cny_fen, talents_hired, evidence, state, return_reason, confirmed_at, version
        from firm_year
        """;

    public string OrganisationCode { get; init; } = "";

    public int Year { get; init; }

    public long? RevenueCnyFen { get; init; }

    public long? RdExpenseCnyFen { get; init; }

    public long? EligibleRdExpenseCnyFen { get; init; }

    public long? EligibleRdAmortisationCnyFen { get; init; }

    public long? TaxableIncomeCnyFen { get; init; }

    public long? TechTransferIncomeCnyFen { get; init; }

    public int? Employees { get; init; }

    public int? RdStaff { get; init; }

    public bool? AboveScale { get; init; }

    public long? EquipmentInvestmentCnyFen { get; init; }

    public long? ExportsCnyFen { get; init; }

    public int? TalentsHired { get; init; }

    public string Evidence { get; init; } = "";

    public FiguresState State { get; init; }

    public string ReturnReason { get; init; } = "";

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long Version { get; init; }

    /// <summary>Null where the firm has declared nothing for the year. Lock the firm first.</summary>
    public static async Task<FirmYearRow?> ReadAsync(Change change, string code, int year) =>
        await change.QuerySingleOrDefaultAsync<FirmYearRow>($"{Select} where organisation_code = @code and year = @year", new { code, year });

    public FirmYear ToMessage()
    {
        var message = new FirmYear
        {
            OrganisationCode = OrganisationCode,
            Year = Year,
            Evidence = Evidence,
            State = State,
            ReturnReason = ReturnReason,
            ConfirmTime = ConfirmedAt is { } confirmed ? Timestamp.FromDateTimeOffset(confirmed) : null,
            Etag = Etag.Of(Version),
        };
        Set(RevenueCnyFen, value => message.RevenueCnyFen = value);
        Set(RdExpenseCnyFen, value => message.RdExpenseCnyFen = value);
        Set(EligibleRdExpenseCnyFen, value => message.EligibleRdExpenseCnyFen = value);
        Set(EligibleRdAmortisationCnyFen, value => message.EligibleRdAmortisationCnyFen = value);
        Set(TaxableIncomeCnyFen, value => message.TaxableIncomeCnyFen = value);
        Set(TechTransferIncomeCnyFen, value => message.TechTransferIncomeCnyFen = value);
        Set(Employees, value => message.Employees = value);
        Set(RdStaff, value => message.RdStaff = value);
        Set(AboveScale, value => message.AboveScale = value);
        Set(EquipmentInvestmentCnyFen, value => message.EquipmentInvestmentCnyFen = value);
        Set(ExportsCnyFen, value => message.ExportsCnyFen = value);
        Set(TalentsHired, value => message.TalentsHired = value);
        return message;
    }

    private static void Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is { } told)
        {
            set(told);
        }
    }
}
